#include "api/file_handlers.h"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include "api/answers.h"
#include "api/handlers.h"
#include "base/utf8.h"
#include "http/url.h"
#include "service/case_files.h"

namespace foothold::api {
namespace {

constexpr std::string_view kNameHeader{"foothold-file-name"};

struct refused_upload {
  upload_fault fault;
  problem is;
  std::string_view found, expected;  // empty: the problem says all
};
constexpr auto kRefused = std::to_array<refused_upload>({
    {upload_fault::too_long, problem::too_large, {}, {}},
    {upload_fault::unknown, problem::invalid, "a file of another kind", "JPEG, PNG or PDF"},
    {upload_fault::unreadable, problem::invalid, "a file that is damaged or cut off", "a whole JPEG, PNG or PDF"},
    {upload_fault::too_many_pixels, problem::invalid, "a larger picture", "at most 40 million pixels"},
    {upload_fault::too_many_pages, problem::invalid, "more pages", "at most 50 pages"},
    {upload_fault::locked, problem::invalid, "a PDF with a password", "a PDF that opens without one"},
    {upload_fault::fonts_missing, problem::invalid, "a PDF without its fonts", "a PDF that has its fonts in it"},
    {upload_fault::grows_too_long, problem::invalid, "a file that is too long when it is drawn anew", "fewer pages"},
    {upload_fault::took_too_long, problem::invalid, "a file that takes too long to draw", "a simpler one"},
    {upload_fault::gave_up, problem::invalid, "a file that cannot be drawn", "another JPEG, PNG or PDF"},
    {upload_fault::busy, problem::busy, {}, {}},
    {upload_fault::no_sandbox, problem::no_uploads, {}, {}},
});

http::response answer_refused(visit const& v, upload_fault const f) {
  auto const& line = *std::ranges::find(kRefused, f, &refused_upload::fault);
  return line.found.empty() ? answer_problem(line.is, v.words)
                            : answer_faults(v, {{"", std::string{line.found}, std::string{line.expected}}});
}

bool is_file_type(http::request const& r) {
  constexpr auto kTypes =
      std::to_array<std::string_view>({"application/octet-stream", "image/jpeg", "image/png", "application/pdf"});
  auto const type = http::value_or(r.headers, "content-type");
  return std::ranges::find(kTypes, type.substr(0U, type.find(';'))) != kTypes.end();
}

// A name as a reader would see it: without folders and control characters. An empty one is none.
checked<std::optional<std::string>> name_of(http::request const& r) {
  auto const* const sent = http::find(r.headers, kNameHeader);
  auto name = sent == nullptr ? std::optional<std::string>{""} : http::percent_decode(*sent);
  auto const is_control = [](char const c) { return static_cast<unsigned char>(c) < 0x20U || c == '\x7F'; };
  if (!name || name->size() > kLongestFileName || first_invalid_utf8(*name) || std::ranges::any_of(*name, is_control)) {
    return tl::unexpected<wrong_terms>{
        {problem::bad_query,
         {{"Foothold-File-Name", "another text", "UTF-8 of at most 255 bytes, percent-encoded, in one line"}}}};
  }
  auto const folder = name->find_last_of("/\\");
  name->erase(0U, folder == std::string::npos ? 0U : folder + 1U);
  return name->empty() ? std::optional<std::string>{} : std::move(name);
}

template <typename Id>
checked<std::optional<Id>> id_of(http::request const& r, std::string_view const parameter) {
  auto const* const sent = http::find(r.query, parameter);
  auto const id = sent == nullptr ? std::nullopt : parse_id_as<Id>(*sent);
  if (sent != nullptr && !id) {
    return tl::unexpected<wrong_terms>{
        {problem::bad_query, {{fmt::format("query {}", parameter), "another text", "the id of a row of this file"}}}};
  }
  return id;
}

checked<file_kind> kind_of(http::request const& r) {
  constexpr auto& kWords = words_of<file_kind>::kWords;
  auto const found = std::ranges::find(kWords, http::value_or(r.query, "kind", "other"));
  if (found == kWords.end()) {
    return tl::unexpected<wrong_terms>{
        {problem::bad_query, {{"query kind", "another word", "certificate, paper, photo or other"}}}};
  }
  return static_cast<file_kind>(found - kWords.begin());
}

checked<file_description> description_of(http::request const& r) {
  auto about = file_description{};
  return kind_of(r)
      .and_then([&](file_kind const kind) {
        about.kind = kind;
        return name_of(r);
      })
      .and_then([&](std::optional<std::string>&& name) {
        about.name = std::move(name);
        return id_of<decltype(certificate_record::id)>(r, "certificate");
      })
      .and_then([&](auto&& id) {
        about.certificate = id;
        return id_of<paper_id>(r, "paper");
      })
      .and_then([&](auto&& id) {
        about.paper = id;
        return id_of<decltype(education_record::id)>(r, "education");
      })
      .map([&](auto&& id) {
        about.education = id;
        return std::move(about);
      });
}

// With the ending of what it is, whatever it was called.
std::string download_name(file_content const& file) {
  auto const media = static_cast<media_kind>(file.row.media);
  auto name = file.row.name.value_or(std::string{words_of<file_kind>::kWords[static_cast<std::size_t>(file.row.kind)]});
  name.erase(std::min(name.rfind('.'), name.size()));
  return fmt::format("{}.{}", name.empty() ? "file" : name, file_extension(media));
}

}  // namespace

http::response add_file_to(visit const& v) {
  auto const key = key_of(v.request);
  if (!key) {
    return answer_wrong(v, key.error());
  }
  if (!is_file_type(v.request)) {
    return answer_problem(problem::wrong_type, v.words);
  }
  auto const about = description_of(v.request);
  if (!about) {
    return answer_wrong(v, about.error());
  }
  auto const drawn = v.of.office.cleaner().clean(v.request.body);
  if (!drawn) {
    return answer_refused(v, drawn.error());
  }
  auto const asked = change_request{.key = *key, .request = request_hash(v.request, word(v.who.why))};
  return answer_written(v, {}, add_file(v.of.office, v.who, v.part("person"), asked, *about, *drawn), v.request.path);
}

http::response read_content_of(visit const& v) {
  auto found = read_file_content(v.of.office, v.who, v.part("person"), v.part("entry"));
  if (!found) {
    return answer_error(v, found.error());
  }
  auto r = http::response{};
  r.content_type = media_type(static_cast<media_kind>(found->row.media));
  r.security_policy = "sandbox; default-src 'none'";
  r.headers.push_back({"Content-Disposition",
                       fmt::format("attachment; filename*=UTF-8''{}", http::percent_encode(download_name(*found)))});
  r.body = std::move(found->bytes);
  return r;
}

http::response remove_file_of(visit const& v) {
  auto const terms = change_terms_of(v);
  return terms ? answer_written(
                     v, *terms,
                     remove_file(v.of.office, v.who, place_of(v), terms->request, row_id_of(v), terms->version))
               : terms.error();
}

}  // namespace foothold::api
