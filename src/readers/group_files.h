// Which files of a pile belong to one export, by their names alone: nothing is opened.
//
// For runs over folders in which exports lie unpacked beside each other. What holds an account (a
// Slack workspace, Meta's messages, Google Chat, an X archive) is one unit with everything below
// its folder; pages and slices of one chat are one; every other file is its own.
#pragma once

#include <string>
#include <vector>

namespace ebb {

struct FileUnit {
  std::string path;                // a folder, or a file
  std::vector<std::string> files;  // several parts that lie in a folder with others; else empty
};

// `files` are paths, sorted. Units come in the order of their first file.
std::vector<FileUnit> GroupFiles(const std::vector<std::string>& files);

}  // namespace ebb
