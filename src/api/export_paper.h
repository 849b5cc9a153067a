#pragma once
// What is kept of a person as paper to read, in the person's language. Ids, hashes and what only programs read are left
// to the JSON (export_json.h), and the paper says so.

#include <string>

#include "base/result.h"
#include "print/paper.h"
#include "service/exporting.h"
#include "service/texts.h"
#include "text/catalogue.h"

namespace foothold::api {

// The language in which the person is spoken with; empty: nobody noted it, or it is not shown.
[[nodiscard]] std::string language_of_file(exported_file const& file);

// The language of the paper: the one that was asked for, else the person's, else English. bad_input: it was asked for
// and is not there.
[[nodiscard]] result<catalogue const*> language_of_paper(texts const& known, std::string const& asked,
                                                         exported_file const& file);

[[nodiscard]] paper paper_of_export(exported_file const& file, catalogue const& words);

}  // namespace foothold::api
