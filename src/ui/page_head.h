#pragma once
// What every page of ours begins with, whatever stands around its content: metadata, the inline style, the way to the
// content for those who use a keyboard, and the same page in other languages.

#include <initializer_list>
#include <string_view>
#include <vector>

#include "text/catalogue.h"
#include "ui/frame.h"
#include "ui/html.h"

namespace foothold {

// Character set, width and title, inside <head>.
void page_metadata(html_writer& w, std::string_view title);
void page_icon(html_writer& w);
// All sheets as one <style>; the bytes are the program's own, never a user's.
void inline_style(html_writer& w, std::initializer_list<std::string_view> sheets);

void skip_link(html_writer& w, catalogue const& c);
// The page's own language is marked.
void language_switch(html_writer& w, catalogue const& c, std::vector<language_link> const& languages);

}  // namespace foothold
