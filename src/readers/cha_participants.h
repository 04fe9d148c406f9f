// The speakers that "@Participants:" declares: "CHI Alex Target_Child, MOT Mother". Owns copies.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>

namespace ebb {

class ChaParticipants {
 public:
  // `list` is what stands after the colon.
  void Read(std::string_view list);
  // The name of the speaker with this code, the code itself if there is none or two have the same.
  std::string_view NameOf(std::string_view code);

 private:
  // By code: a name, and what NameOf says, once it was asked (views of this map).
  struct Declared {
    std::string name;
    std::string_view shown;
  };
  std::map<std::string, Declared, std::less<>> names_;
};

}  // namespace ebb
