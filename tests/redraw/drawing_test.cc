// Files drawn anew by the real child: what can be seen comes back, and nothing else.

#include <array>
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <string>
#include <thread>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "media/cleaning.h"
#include "media_support/uploads.h"
#include "redraw/exif.h"
#include "redraw/raster.h"
#include "temp_folder.h"

namespace foothold {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;
using testing::Not;
using uploads::kCanary;

drawing drawn(std::string_view const upload) {
  return media_cleaner{{.program = FOOTHOLD_REDRAW, .deadline = 60s, .patience = 60s}}.clean(upload);
}

upload_fault fault_of_drawing(std::string_view const upload) {
  auto const d = drawn(upload);
  EXPECT_FALSE(d);
  return d ? upload_fault{} : d.error();
}

bool is_near(std::array<int, 3> const& a, std::array<int, 3> const& b) {
  return std::abs(a[0] - b[0]) < 24 && std::abs(a[1] - b[1]) < 24 && std::abs(a[2] - b[2]) < 24;
}

constexpr auto kRed = std::array{255, 0, 0};
constexpr auto kBlue = std::array{0, 0, 255};
constexpr auto kWhite = std::array{255, 255, 255};
constexpr auto kBlack = std::array{0, 0, 0};

TEST(recognise, tells_from_the_bytes_alone) {
  EXPECT_EQ(recognise(uploads::jpeg(uploads::flag(8, 8))), media_kind::jpeg);
  EXPECT_EQ(recognise(uploads::png(uploads::flag(8, 8))), media_kind::png);
  EXPECT_EQ(recognise(uploads::pdf(1)), media_kind::pdf);
  for (auto const* const other : {"", "GIF89a", "<svg xmlns='http://www.w3.org/2000/svg'/>", "PK\x03\x04", "MZ",
                                  "<html>", " %PDF-1.7", "\x89PNG"}) {
    EXPECT_EQ(recognise(other), std::nullopt) << other;
  }
}

TEST(drawing, a_photo_stands_upright_and_no_longer_tells_where_it_was_taken) {
  auto const sent = uploads::photo(uploads::flag(64, 32), 6);  // held upright: to be turned right by 90 degrees
  ASSERT_THAT(sent, HasSubstr(kCanary)) << "the control: it is there before";
  auto const got = drawn(sent);
  ASSERT_TRUE(got) << word_of(got.error());
  EXPECT_EQ(got->kind, media_kind::jpeg);
  ASSERT_EQ(std::pair(got->width, got->height), std::pair(std::int64_t{32}, std::int64_t{64}));
  EXPECT_THAT(got->bytes, Not(HasSubstr(kCanary)));
  for (auto const* const gone : {"Exif", "http://", "Photoshop", "<html"}) {
    EXPECT_THAT(got->bytes, Not(HasSubstr(gone)));
  }
  EXPECT_TRUE(got->bytes.ends_with("\xFF\xD9")) << "nothing comes after the end";
  auto const p = uploads::read_jpeg(got->bytes);
  // The upper quarter is on the right now, the left half above.
  EXPECT_TRUE(is_near(p.at(28, 16), kWhite) && is_near(p.at(28, 48), kWhite));
  EXPECT_TRUE(is_near(p.at(8, 8), kRed));
  EXPECT_TRUE(is_near(p.at(8, 56), kBlue));
}

TEST(drawing, every_way_to_hold_a_camera_is_undone) {
  using redraw::raster;
  // Exif's table of the eight ways, on a picture of 2 by 3: "abcdef" is ab, cd, ef.
  constexpr auto kExpected = std::to_array<std::pair<int, char const*>>({{1, "abcdef"},
                                                                         {2, "badcfe"},
                                                                         {3, "fedcba"},
                                                                         {4, "efcdab"},
                                                                         {5, "acebdf"},
                                                                         {6, "ecafdb"},
                                                                         {7, "fdbeca"},
                                                                         {8, "bdface"},
                                                                         {9, "abcdef"}});
  for (auto const& [way, expected] : kExpected) {
    auto const text = std::string{"abcdef"};
    auto const turned = redraw::upright(
        raster{.width = 2, .height = 3, .shape = redraw::layout::gray, .pixels = {text.begin(), text.end()}}, way);
    EXPECT_EQ((std::string{turned.pixels.begin(), turned.pixels.end()}), expected) << way;
    EXPECT_EQ(turned.width, way >= 5 && way <= 8 ? 3 : 2) << way;
    EXPECT_EQ(redraw::orientation_of(uploads::photo(uploads::flag(8, 8), way)), way == 9 ? 1 : way);
  }
  EXPECT_EQ(redraw::orientation_of(uploads::jpeg(uploads::flag(8, 8))), 1);
}

TEST(drawing, a_png_keeps_its_colours_and_loses_texts_and_tail) {
  for (auto const alpha : {false, true}) {
    auto const sent = uploads::png(uploads::flag(40, 20), alpha);
    ASSERT_THAT(sent, HasSubstr(kCanary));
    auto const got = drawn(sent);
    ASSERT_TRUE(got) << word_of(got.error());
    EXPECT_EQ(got->kind, media_kind::png);
    EXPECT_EQ(std::pair(got->width, got->height), std::pair(std::int64_t{40}, std::int64_t{20}));
    EXPECT_THAT(got->bytes, Not(HasSubstr(kCanary)));
    EXPECT_THAT(got->bytes, Not(HasSubstr("PK")));
    EXPECT_TRUE(got->bytes.substr(0U, got->bytes.size() - 4U).ends_with("IEND")) << "nothing comes after the end";
    EXPECT_EQ(got->bytes[25], alpha ? '\6' : '\2') << "colour, with or without alpha";
    auto const again = drawn(got->bytes);
    ASSERT_TRUE(again);
    EXPECT_EQ(again->bytes, got->bytes) << "the same picture gives the same bytes";
  }
}

TEST(drawing, of_a_pdf_only_what_can_be_seen_comes_through) {
  auto const sent = uploads::pdf_with_everything();
  ASSERT_THAT(sent, HasSubstr(kCanary));
  auto const got = drawn(sent);
  ASSERT_TRUE(got) << word_of(got.error());
  EXPECT_EQ(got->kind, media_kind::pdf);
  EXPECT_EQ(got->pages, 2);
  for (auto const* const gone : {"Canary", "JavaScript", "OpenAction", "Launch", "EmbeddedFile", "Author", "/AA",
                                 "/Metadata", "/Annot", "/AcroForm", "/Font "}) {
    EXPECT_THAT(got->bytes, Not(HasSubstr(gone)));
  }
  auto const pages = uploads::jpegs_in(got->bytes);
  ASSERT_EQ(pages.size(), 2U);
  auto const p = uploads::read_jpeg(pages.front());
  EXPECT_EQ(std::pair(p.width, p.height), std::pair(600, 300)) << "150 dots an inch";
  EXPECT_TRUE(is_near(p.at(150, 150), kBlack)) << "the square";
  EXPECT_TRUE(is_near(p.at(590, 10), kWhite)) << "the paper";
  auto ink = 0;
  for (auto x = 330; x != 480; ++x) {
    for (auto y = 120; y != 180; ++y) {
      ink += p.at(x, y)[0] < 128 ? 1 : 0;
    }
  }
  EXPECT_GT(ink, 200) << "the words, with a font of this machine";
}

TEST(drawing, what_is_no_file_of_these_kinds_is_refused_with_a_reason) {
  auto const photo = uploads::jpeg(uploads::flag(200, 200));
  auto const png = uploads::png(uploads::flag(200, 200));
  EXPECT_EQ(fault_of_drawing("GIF89a, and more"), upload_fault::unknown);
  EXPECT_EQ(fault_of_drawing("\xFF\xD8\xFF garbage"), upload_fault::unreadable);
  EXPECT_EQ(fault_of_drawing(photo.substr(0U, photo.size() / 2U)), upload_fault::unreadable);
  EXPECT_EQ(fault_of_drawing(png.substr(0U, 120U)), upload_fault::unreadable);
  EXPECT_EQ(fault_of_drawing("\x89PNG\r\n\x1A\n garbage"), upload_fault::unreadable);
  EXPECT_EQ(fault_of_drawing("%PDF-1.7\ngarbage"), upload_fault::unreadable);
  EXPECT_EQ(fault_of_drawing(uploads::pdf(51)), upload_fault::too_many_pages);
  EXPECT_EQ(fault_of_drawing(uploads::pdf(1, "", "",
                                          "/ID[(1)(1)]/Encrypt<</Filter/Standard/V 1/R 2/P -4/O(" +
                                              std::string(32U, 'o') + ")/U(" + std::string(32U, 'u') + ")>>")),
            upload_fault::locked);
  EXPECT_EQ(fault_of_drawing(std::string(kMostUploadBytes + 1U, 'x')), upload_fault::too_long);
}

TEST(drawing, a_bomb_does_not_go_off) {
  auto const begin = std::chrono::steady_clock::now();
  EXPECT_EQ(fault_of_drawing(uploads::png_bomb(60'000U, 60'000U)), upload_fault::too_many_pixels);
  EXPECT_EQ(fault_of_drawing(uploads::png_bomb(8'000U, 5'001U)), upload_fault::too_many_pixels);
  auto photo = uploads::jpeg(uploads::flag(16, 16));
  auto const frame = photo.find("\xFF\xC0");
  ASSERT_NE(frame, std::string::npos);
  photo.replace(frame + 5U, 4U, "\xF0\x01\xF0\x01");  // height and width
  EXPECT_EQ(fault_of_drawing(photo), upload_fault::too_many_pixels);
  EXPECT_LT(std::chrono::steady_clock::now() - begin, 20s) << "it was not even begun";
}

// A child that is not ours, to see what the parent makes of one that was broken into.
class false_child : public testing::Test {
protected:
  drawing say(std::string const& commands, std::chrono::milliseconds const deadline = 30s) {
    return media_cleaner{{.program = script(commands), .deadline = deadline, .patience = 30s}}.clean(png);
  }
  std::filesystem::path script(std::string const& commands) {
    auto const file = folder.path() / ("child-" + std::to_string(++scripts));
    std::ofstream{file} << "#!/bin/sh\n" << commands << '\n';
    std::filesystem::permissions(file, std::filesystem::perms::owner_all);
    return file;
  }

  temp_folder folder;
  std::string png{uploads::png(uploads::flag(8, 8))};
  int scripts{0};
};

TEST_F(false_child, is_not_believed) {
  for (auto const* const says :
       {"exit 1", "printf 'drawn image/png 8 8 0 5\\nhello'", "/bin/cat", "printf drawn",
        "printf 'drawn image/jpeg 8 8 0 4\\n\\377\\330\\377\\330'",  // a JPEG of a PNG
        "printf 'drawn image/png 0 8 0 8\\n\\211PNG\\r\\n\\032\\n'",
        "printf 'drawn image/png 9000 9000 0 8\\n\\211PNG\\r\\n\\032\\n'",
        "printf 'drawn image/png 8 8 2 8\\n\\211PNG\\r\\n\\032\\n'", "printf 'refused nonsense\\n'", "kill -SEGV $$"}) {
    auto const got = say(std::string{"/bin/cat >/dev/null; "} + says);
    ASSERT_FALSE(got) << says;
    EXPECT_EQ(got.error(), upload_fault::gave_up) << says;
  }
  auto const control = say("/bin/cat >/dev/null; printf 'drawn image/png 8 8 0 8\\n\\211PNG\\r\\n\\032\\n'");
  EXPECT_TRUE(control) << word_of(control.error());
}

TEST_F(false_child, has_a_deadline_and_is_waited_for_by_one_at_a_time) {
  auto const begin = std::chrono::steady_clock::now();
  auto const late = say("exec /bin/sleep 60", 300ms);
  ASSERT_FALSE(late);
  EXPECT_EQ(late.error(), upload_fault::took_too_long);
  EXPECT_LT(std::chrono::steady_clock::now() - begin, 30s);

  auto cleaner = media_cleaner{{.program = script("exec /bin/sleep 60"), .deadline = 5s, .patience = 50ms}};
  auto ends = std::array<upload_fault, 2>{};
  {
    auto both = std::vector<std::jthread>{};
    for (auto& end : ends) {
      both.emplace_back([&cleaner, &end, this] {
        auto const got = cleaner.clean(png);
        end = got ? upload_fault{} : got.error();
      });
    }
  }
  EXPECT_THAT(ends, testing::UnorderedElementsAre(upload_fault::took_too_long, upload_fault::busy));
}

TEST_F(false_child, is_there_or_nothing_is_taken) {
  auto const got = media_cleaner{{.program = folder.path() / "none"}}.clean(png);
  ASSERT_FALSE(got);
  EXPECT_EQ(got.error(), upload_fault::no_sandbox);
}

// Neither an open file nor a variable of the environment goes over.
TEST_F(false_child, inherits_nothing) {
  ::setenv("FOOTHOLD_CANARY", "1", 1);
  auto const file = std::ofstream{folder.path() / "open"};
  auto const out = folder.path() / "seen";
  static_cast<void>(say("/bin/ls -l /proc/$$/fd >" + out.string() + "; set >>" + out.string()));
  auto const seen = [&] {
    auto in = std::ifstream{out};
    return std::string{std::istreambuf_iterator<char>{in}, {}};
  }();
  ::unsetenv("FOOTHOLD_CANARY");
  EXPECT_THAT(seen, HasSubstr("socket:"));
  EXPECT_THAT(seen, Not(HasSubstr("/open")));
  EXPECT_THAT(seen, Not(HasSubstr("FOOTHOLD_CANARY")));
}

}  // namespace
}  // namespace foothold
