#include "print/paper.h"

#include <algorithm>
#include <memory>
#include <string_view>
#include <utility>

#include <cairo-pdf.h>
#include <fmt/format.h>
#include <pango/pangocairo.h>

#ifdef __SANITIZE_ADDRESS__
// What Fontconfig keeps until the process ends is no leak. The names are the sanitizer's.
extern "C" {
char const* __lsan_default_suppressions();   // NOLINT
char const* __lsan_default_suppressions() {  // NOLINT
  return "leak:libfontconfig.so\n";
}
char const* __lsan_default_options();   // NOLINT
char const* __lsan_default_options() {  // NOLINT
  return "print_suppressions=0";
}
}
#endif

namespace foothold {
namespace {

// Points of 1/72 inch.
constexpr double kPageWidth{595.276};
constexpr double kPageHeight{841.89};
constexpr double kMargin{51.0};
constexpr double kFoot{24.0};
constexpr double kTextWidth{kPageWidth - 2.0 * kMargin};
constexpr double kBottom{kPageHeight - kMargin - kFoot};
constexpr double kLabelPart{0.32};  // of the width
constexpr double kGap{9.0};
constexpr double kCodeWidth{127.6};  // 45 mm

// In this order, so that the look does not depend on what else is installed. DejaVu has Latin, Greek, Cyrillic,
// Arabic, Persian and Kurdish; Abyssinica Tigrinya and Amharic; Scheherazade what DejaVu lacks of Pashto.
constexpr auto kFonts = "DejaVu Sans, Abyssinica SIL, Scheherazade, Noto Sans, sans";

struct type_size {
  double points;
  bool bold;
};
std::string const kLeftToRight{"\u200e"};

constexpr auto kTitle = type_size{20.0, true};
constexpr auto kHeading = type_size{13.0, true};
constexpr auto kBody = type_size{10.0, false};
constexpr auto kLabel = type_size{9.0, false};

struct free_object {
  void operator()(void* const o) const { g_object_unref(o); }
};
struct free_font {
  void operator()(PangoFontDescription* const f) const { pango_font_description_free(f); }
};
struct free_surface {
  void operator()(cairo_surface_t* const s) const { cairo_surface_destroy(s); }
};
struct free_pen {
  void operator()(cairo_t* const c) const { cairo_destroy(c); }
};
struct free_text {
  void operator()(char* const t) const { g_free(t); }
};
struct free_lines {
  void operator()(PangoLayoutIter* const i) const { pango_layout_iter_free(i); }
};
using layout = std::unique_ptr<PangoLayout, free_object>;

struct column {
  double at;  // from the left edge of the page
  double width;
};

class printer {
public:
  explicit printer(paper const& p)
      : paper_{p},
        surface_{cairo_pdf_surface_create_for_stream(&printer::take, this, kPageWidth, kPageHeight)},
        pen_{cairo_create(surface_.get())},
        fonts_{pango_cairo_font_map_new()},
        context_{pango_font_map_create_context(fonts_.get())} {
    auto const day = fmt::format("{}T00:00:00Z", format_date(p.made_on));
    cairo_pdf_surface_set_metadata(surface_.get(), CAIRO_PDF_METADATA_TITLE, p.title.c_str());
    cairo_pdf_surface_set_metadata(surface_.get(), CAIRO_PDF_METADATA_CREATE_DATE, day.c_str());
    cairo_pdf_surface_set_metadata(surface_.get(), CAIRO_PDF_METADATA_MOD_DATE, day.c_str());
    pango_context_set_base_dir(context_.get(), p.rtl ? PANGO_DIRECTION_RTL : PANGO_DIRECTION_LTR);
    pango_context_set_language(context_.get(), pango_language_from_string(p.language.c_str()));
    pango_context_set_round_glyph_positions(context_.get(), 0);
    pango_cairo_update_context(pen_.get(), context_.get());
  }

  // Everything is set twice: first to count the pages, as the foot of each says how many there are.
  result<printed_paper> run() {
    counting_ = true;
    flow();
    auto const pages = page_;
    counting_ = false;
    pages_ = pages;
    flow();
    cairo_surface_finish(surface_.get());
    if (auto const wrong = cairo_surface_status(surface_.get()); wrong != cairo_status_t{}) {
      return fail(errc::broken, fmt::format("the paper could not be drawn: {}", cairo_status_to_string(wrong)));
    }
    return printed_paper{std::move(bytes_), pages, unknown_};
  }

private:
  static cairo_status_t take(void* const self, unsigned char const* const data, unsigned const length) {
    static_cast<printer*>(self)->bytes_.append(reinterpret_cast<char const*>(data), length);
    return {};
  }

  void flow() {
    page_ = 1U;
    y_ = kMargin;
    unknown_ = 0U;
    text("H1", paper_.title, kTitle);
    y_ += kGap;
    for (auto const& l : paper_.lead) {
      text("P", l, kBody);
      y_ += kGap / 2.0;
    }
    if (paper_.code) {
      code(*paper_.code);
    }
    for (auto const& s : paper_.sections) {
      section(s);
    }
    end_page();
  }

  // As one path, so that it stays sharp however it is printed; at the edge where the language begins to write.
  void code(qr_code const& c) {
    make_room(kCodeWidth);
    if (!counting_) {
      auto const square = kCodeWidth / static_cast<double>(c.side + 2U * kQuietZone);
      auto const left = paper_.rtl ? kPageWidth - kMargin - kCodeWidth : kMargin;
      for (auto y = std::size_t{0U}; y != c.side; ++y) {
        for (auto x = std::size_t{0U}; x != c.side; ++x) {
          if (c.at(x, y)) {
            cairo_rectangle(pen_.get(), left + static_cast<double>(x + kQuietZone) * square,
                            y_ + static_cast<double>(y + kQuietZone) * square, square, square);
          }
        }
      }
      cairo_fill(pen_.get());
    }
    y_ += kCodeWidth;
  }

  void section(paper_section const& s) {
    y_ += kGap;
    // A heading does not stay alone at the foot of a page.
    auto const first = s.entries.empty() ? 0.0 : height_of(s.entries.front());
    make_room(kHeading.points * 2.0 + std::min(first, 120.0));
    text("H2", s.title, kHeading);
    y_ += kGap / 3.0;
    for (auto const& r : s.remarks) {
      text("P", r, kBody);
    }
    for (auto const& e : s.entries) {
      make_room(height_of(e));
      rule();
      for (auto const& l : e) {
        line(l);
      }
      y_ += kGap / 2.0;
    }
  }

  // Name and text side by side; a long text goes on over the next page.
  void line(paper_line const& l) {
    auto const [label, value] = columns();
    auto const name = set(l.label, kLabel, label.width);
    auto const words = set(l.text, kBody, value.width);
    make_room(std::max(height(name.get()), first_line_height(words.get())));
    auto const page = page_;
    auto const top = y_;
    draw("P", name.get(), label.at);
    auto const below = y_;
    y_ = page == page_ ? top : kMargin;
    draw("P", words.get(), value.at);
    if (page == page_) {
      y_ = std::max(y_, below);
    }
    y_ += 2.0;
  }

  void text(char const* const tag, std::string const& words, type_size const size) {
    draw(tag, set(words, size, kTextWidth).get(), kMargin);
  }

  // Names at the edge where the language begins to write.
  [[nodiscard]] std::pair<column, column> columns() const {
    auto const narrow = kTextWidth * kLabelPart;
    auto const wide = kTextWidth - narrow - kGap;
    return paper_.rtl ? std::pair{column{kMargin + wide + kGap, narrow}, column{kMargin, wide}}
                      : std::pair{column{kMargin, narrow}, column{kMargin + narrow + kGap, wide}};
  }

  layout set(std::string const& words, type_size const size, double const width) {
    auto l = layout{pango_layout_new(context_.get())};
    auto const font = std::unique_ptr<PangoFontDescription, free_font>{pango_font_description_new()};
    pango_font_description_set_family_static(font.get(), kFonts);
    pango_font_description_set_size(font.get(), static_cast<int>(size.points * PANGO_SCALE));
    pango_font_description_set_weight(font.get(), size.bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
    pango_layout_set_font_description(l.get(), font.get());
    pango_layout_set_width(l.get(), static_cast<int>(width * PANGO_SCALE));
    pango_layout_set_wrap(l.get(), PANGO_WRAP_WORD_CHAR);
    // Broken text comes from anywhere: it shows as U+FFFD.
    auto const valid =
        std::unique_ptr<char, free_text>{g_utf8_make_valid(words.data(), static_cast<gssize>(words.size()))};
    pango_layout_set_text(l.get(), valid.get(), -1);
    if (is_rtl(l.get()) && !has_letters(valid.get())) {
      // A telephone number is read from the left everywhere.
      pango_layout_set_text(l.get(), (kLeftToRight + valid.get()).c_str(), -1);
    }
    // Text of the other direction is written in its own, and begins at the edge of the paper's.
    // Pango turns left and right where a line runs against the paper's direction.
    auto const against = is_rtl(l.get()) != paper_.rtl;
    pango_layout_set_alignment(l.get(), paper_.rtl == against ? PANGO_ALIGN_LEFT : PANGO_ALIGN_RIGHT);
    unknown_ += static_cast<std::size_t>(pango_layout_get_unknown_glyphs_count(l.get()));
    return l;
  }

  static bool is_rtl(PangoLayout* const l) {
    return pango_layout_get_line_readonly(l, 0)->resolved_dir == PANGO_DIRECTION_RTL;
  }
  static bool has_letters(char const* text) {
    for (; *text != '\0'; text = g_utf8_find_next_char(text, nullptr)) {
      if (g_unichar_isalpha(g_utf8_get_char(text)) != 0) {
        return true;
      }
    }
    return false;
  }

  static double height(PangoLayout* const l) {
    auto all = PangoRectangle{};
    pango_layout_get_extents(l, nullptr, &all);
    return static_cast<double>(all.height) / PANGO_SCALE;
  }
  static double first_line_height(PangoLayout* const l) {
    auto const lines = std::unique_ptr<PangoLayoutIter, free_lines>{pango_layout_get_iter(l)};
    auto one = PangoRectangle{};
    pango_layout_iter_get_line_extents(lines.get(), nullptr, &one);
    return static_cast<double>(one.height) / PANGO_SCALE;
  }
  double height_of(std::vector<paper_line> const& entry) {
    auto const before = unknown_;
    auto const [label, value] = columns();
    auto sum = 0.0;
    for (auto const& l : entry) {
      sum += std::max(height(set(l.label, kLabel, label.width).get()), height(set(l.text, kBody, value.width).get())) +
             2.0;
    }
    unknown_ = before;
    return sum;
  }

  // What is larger than a page is not kept together.
  void make_room(double const needed) {
    if (y_ + needed > kBottom && y_ > kMargin && needed < kBottom - kMargin) {
      end_page();
      ++page_;
      y_ = kMargin;
    }
  }

  void draw(char const* const tag, PangoLayout* const l, double const x) {
    auto const lines = std::unique_ptr<PangoLayoutIter, free_lines>{pango_layout_get_iter(l)};
    begin(tag);
    do {
      auto one = PangoRectangle{};
      pango_layout_iter_get_line_extents(lines.get(), nullptr, &one);
      auto const high = static_cast<double>(one.height) / PANGO_SCALE;
      if (y_ + high > kBottom) {
        end(tag);
        end_page();
        ++page_;
        y_ = kMargin;
        begin(tag);
      }
      if (!counting_) {
        auto const base = static_cast<double>(pango_layout_iter_get_baseline(lines.get()) - one.y) / PANGO_SCALE;
        cairo_move_to(pen_.get(), x + static_cast<double>(one.x) / PANGO_SCALE, y_ + base);
        pango_cairo_show_layout_line(pen_.get(), pango_layout_iter_get_line_readonly(lines.get()));
      }
      y_ += high;
    } while (pango_layout_iter_next_line(lines.get()) != 0);
    end(tag);
  }

  void rule() {
    if (!counting_) {
      cairo_set_line_width(pen_.get(), 0.5);
      cairo_set_source_rgb(pen_.get(), 0.7, 0.7, 0.7);
      cairo_move_to(pen_.get(), kMargin, y_);
      cairo_line_to(pen_.get(), kPageWidth - kMargin, y_);
      cairo_stroke(pen_.get());
      cairo_set_source_rgb(pen_.get(), 0.0, 0.0, 0.0);
    }
    y_ += 3.0;
  }

  void end_page() {
    if (counting_) {
      return;
    }
    if (paper_.foot) {
      y_ = kPageHeight - kMargin - kLabel.points;
      auto const words = set(paper_.foot(page_, pages_), kLabel, kTextWidth);
      pango_layout_set_alignment(words.get(), PANGO_ALIGN_CENTER);
      cairo_move_to(pen_.get(), kMargin, y_);
      pango_cairo_show_layout(pen_.get(), words.get());
    }
    cairo_show_page(pen_.get());
  }

  void begin(char const* const tag) {
    if (!counting_) {
      cairo_tag_begin(pen_.get(), tag, nullptr);
    }
  }
  void end(char const* const tag) {
    if (!counting_) {
      cairo_tag_end(pen_.get(), tag);
    }
  }

  paper const& paper_;
  std::string bytes_;
  std::unique_ptr<cairo_surface_t, free_surface> surface_;
  std::unique_ptr<cairo_t, free_pen> pen_;
  std::unique_ptr<PangoFontMap, free_object> fonts_;
  std::unique_ptr<PangoContext, free_object> context_;
  bool counting_{true};
  std::size_t page_{1U}, pages_{0U}, unknown_{0U};
  double y_{kMargin};
};

}  // namespace

result<printed_paper> print_paper(paper const& p) {
  return printer{p}.run();
}

}  // namespace foothold
