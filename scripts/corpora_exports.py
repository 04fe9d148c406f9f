"""Writes a made-up chat as the apps write theirs. Each writer returns (bytes, messages, notices)."""
import csv
import datetime
import io
import json
import zipfile

LRM = "\u200e"
NARROW = "\u202f"
ENCRYPTED = ("Messages and calls are end-to-end encrypted. Only people in this chat can read, listen to, "
             "or share them. Learn more.")
OMITTED = {"photo": "image omitted", "video": "video omitted", "voice": "audio omitted",
           "sticker": "sticker omitted", "gif": "GIF omitted"}


def day_of(time):
    return f"{time:%d/%m/%Y}, {time:%H:%M}"


def american(time):
    hour = time.hour % 12 or 12
    return f"{time.month}/{time.day}/{time:%y}, {hour}:{time:%M}{NARROW}{'AM' if time.hour < 12 else 'PM'}"


def android_body(message, me):
    if message.kind == "text":
        return message.text + (" <This message was edited>" if message.edited else "")
    if message.kind == "deleted":
        return "You deleted this message" if message.sender == me else "This message was deleted"
    if message.kind == "missed":
        return "Missed voice call"
    return "<Media omitted>"


def android(couple, stamp):
    lines = [f"{stamp(couple.messages[0].time)} - {ENCRYPTED}"]
    for message in couple.messages:
        lines.append(f"{stamp(message.time)} - {message.sender}: {android_body(message, couple.me)}")
    return ("\n".join(lines) + "\n").encode(), len(couple.messages), 1


def whatsapp_android(couple):
    return android(couple, day_of)


def whatsapp_us(couple):
    return android(couple, american)


def ios_body(message, me):
    if message.kind == "text":
        return message.text + (f" {LRM}<This message was edited>" if message.edited else "")
    if message.kind == "deleted":
        return LRM + ("You deleted this message." if message.sender == me else "This message was deleted.")
    if message.kind == "missed":
        return LRM + "Missed voice call"
    return LRM + OMITTED[message.kind]


def whatsapp_ios(couple):
    def header(message):
        mark = LRM if message.kind not in ("text", "missed") else ""
        return f"{mark}[{message.time:%d/%m/%Y}, {message.time:%H:%M:%S}] {message.sender}: "
    first = couple.messages[0].time
    lines = [f"[{first:%d/%m/%Y}, {first:%H:%M:%S}] {couple.partner}: {LRM}{ENCRYPTED}"]
    lines += [header(message) + ios_body(message, couple.me) for message in couple.messages]
    text = "".join(line + "\r\n" for line in lines).encode()
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo("_chat.txt", (2025, 1, 1, 0, 0, 0)), text, zipfile.ZIP_DEFLATED)
    return packed.getvalue(), len(couple.messages), 1


def nth_sunday(year, month, nth):
    """The nth Sunday of a month; -1 is the last."""
    day = datetime.date(year, month, 1)
    sundays = [day + datetime.timedelta(n) for n in range(31)
               if (day + datetime.timedelta(n)).month == month and (day + datetime.timedelta(n)).weekday() == 6]
    return sundays[nth]


def offset_hours(couple, time):
    """Hours ahead of UTC; the hour of the change itself is of no matter here: everybody is asleep."""
    rule, winter, day = couple.zone_rule, couple.winter_offset, time.date()
    if rule == "none":
        summer = False
    elif rule == "eu":
        summer = nth_sunday(day.year, 3, -1) <= day < nth_sunday(day.year, 10, -1)
    elif rule == "us":
        summer = nth_sunday(day.year, 3, 1) <= day < nth_sunday(day.year, 11, 0)
    else:  # nz: summer is over the turn of the year
        summer = not nth_sunday(day.year, 4, 0) <= day < nth_sunday(day.year, 9, -1)
    return winter + (1 if summer else 0)


def telegram(couple):
    ids = {couple.me: "user1000000001", couple.partner: "user1000000002"}
    records = []
    for number, message in enumerate((m for m in couple.messages if m.kind != "deleted"), 1):
        instant = message.time - datetime.timedelta(hours=offset_hours(couple, message.time))
        unix = str(int((instant - datetime.datetime(1970, 1, 1)).total_seconds()))
        record = {"id": number, "type": "message", "date": message.time.isoformat(), "date_unixtime": unix}
        if message.edited:
            record["edited"] = (message.time + datetime.timedelta(seconds=40)).isoformat()
            record["edited_unixtime"] = str(int(unix) + 40)
        if message.kind == "missed":
            record.update(type="service", actor=message.sender, actor_id=ids[message.sender],
                          action="phone_call", discard_reason="missed", text="", text_entities=[])
        else:
            record.update({"from": message.sender, "from_id": ids[message.sender]})
            record.update(telegram_content(message))
        records.append(record)
    missed = sum(record["type"] == "service" for record in records)
    document = {"name": couple.partner, "type": "personal_chat", "id": 1000000002, "messages": records}
    data = json.dumps(document, ensure_ascii=False, indent=1) + "\n"
    return data.encode(), len(records) - missed, missed


def telegram_content(message):
    if message.kind == "text":
        entities = [{"type": "plain", "text": message.text}]
        return {"text": message.text, "text_entities": entities}
    left_out = "(File not included. Change data exporting settings to download.)"
    content = {"photo": {"photo": left_out, "width": 960, "height": 1280},
               "video": {"file": left_out, "media_type": "video_file", "mime_type": "video/mp4", "duration_seconds": 17},
               "voice": {"file": left_out, "media_type": "voice_message", "mime_type": "audio/ogg", "duration_seconds": 23},
               "sticker": {"file": left_out, "media_type": "sticker", "sticker_emoji": "😄"},
               "gif": {"file": left_out, "media_type": "animation", "mime_type": "video/mp4"}}[message.kind]
    return {**content, "text": "", "text_entities": []}


def words_only(couple):
    """Formats without media and calls keep the messages with words."""
    return [message for message in couple.messages if message.kind == "text"]


def transcript(couple):
    kept = words_only(couple)
    lines = []
    for message in kept:
        text = message.text.replace("\n", " ")
        lines.append(f"{message.time:%Y-%m-%d %H:%M} {message.sender}: {text}\n")
    return "".join(lines).encode(), len(kept), 0


def table(couple):
    kept, out = words_only(couple), io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(["conversation", "time", "sender", "text"])
    for message in kept:
        writer.writerow([couple.name, message.time.isoformat(), message.sender, message.text])
    return out.getvalue().encode(), len(kept), 0


def json_lines(couple):
    kept, lines = words_only(couple), []
    for message in kept:
        record = {"conversation": couple.name, "time": message.time.isoformat(), "sender": message.sender,
                  "text": message.text}
        lines.append(json.dumps(record, ensure_ascii=False) + "\n")
    return "".join(lines).encode(), len(kept), 0


WRITERS = {"whatsapp-android": whatsapp_android, "whatsapp-us": whatsapp_us, "whatsapp-ios": whatsapp_ios,
           "telegram": telegram, "transcript": transcript, "csv": table, "jsonl": json_lines}
