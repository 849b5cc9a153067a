#include "interop/esco_import.h"

#include <cstring>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "interop/esco_sources.h"
#include "interop/pack_for_tests.h"
#include "temp_folder.h"

using namespace foothold;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;

namespace {

namespace fs = std::filesystem;

// A package of two occupations and three skills as release 1.1 writes it.
named_contents small_package() {
  return {{"ISCOGroups_en.csv",
           "conceptType,conceptUri,code,preferredLabel,status,altLabels,inScheme,description\r\n"
           "ISCOGroup,http://x/isco/C512,512,Cooks,released,,,\r\n"
           "ISCOGroup,http://x/isco/C5120,5120,Cooks,released,,,All who cook\r\n"},
          {"occupations_en.csv",
           "conceptType,conceptUri,iscoGroup,preferredLabel,altLabels,hiddenLabels,status,modifiedDate,"
           "regulatedProfessionNote,scopeNote,definition,inScheme,description,code\r\n"
           "Occupation,http://x/occupation/1,5120,cook,\"kitchen cook\ncook\",chef,released,2016-07-05,"
           "http://x/regulated-professions/unregulated,,,,\"Cooks prepare \"\"meals\"\".\",5120.1\r\n"
           "Occupation,http://x/occupation/2,2221,nurse,,,released,,http://x/regulated-professions/"
           "regulated,,,,,2221.1\r\n"},
          {"skillGroups_en.csv",
           "conceptType,conceptUri,preferredLabel,altLabels,hiddenLabels,status,modifiedDate,scopeNote,inScheme,"
           "description,code\r\n"
           "SkillGroup,http://x/skill/g1,food,,,released,,,,,S1\r\n"},
          {"skills_en.csv",
           "conceptType,conceptUri,skillType,reuseLevel,preferredLabel,altLabels,hiddenLabels,status,modifiedDate,"
           "scopeNote,"
           "definition,inScheme,description\r\n"
           "KnowledgeSkillCompetence,http://x/skill/a,skill/competence,occupation-specific,fry,,,released,,,,,\r\n"
           "KnowledgeSkillCompetence,http://x/skill/b,knowledge,cross-sector,hygiene,,,released,,,,,\r\n"
           "KnowledgeSkillCompetence,http://x/skill/c,,,care,,,released,,,,,\r\n"},
          {"broaderRelationsOccPillar.csv",
           "conceptType,conceptUri,broaderType,broaderUri\r\n"
           "ISCOGroup,http://x/isco/C5120,ISCOGroup,http://x/isco/C512\r\n"
           "Occupation,http://x/occupation/1,ISCOGroup,http://x/isco/C5120\r\n"},
          {"broaderRelationsSkillPillar.csv",
           "conceptType,conceptUri,broaderType,broaderUri\r\n"
           "KnowledgeSkillCompetence,http://x/skill/a,SkillGroup,http://x/skill/g1\r\n"},
          {"occupationSkillRelations.csv",
           "occupationUri,relationType,skillType,skillUri\r\n"
           "http://x/occupation/1,essential,skill/competence,http://x/skill/a\r\n"
           "http://x/occupation/1,optional,knowledge,http://x/skill/b\r\n"
           "http://x/occupation/2,essential,knowledge,http://x/skill/b\r\n"},
          {"skillSkillRelations.csv",
           "originalSkillUri,originalSkillType,relationType,relatedSkillType,relatedSkillUri\r\n"
           "http://x/skill/a,skill/competence,essential,knowledge,http://x/skill/b\r\n"}};
}

std::string& file(named_contents& package, std::string_view const name) {
  for (auto& [known, content] : package) {
    if (known == name) {
      return content;
    }
  }
  throw std::logic_error{"no such file in the test's package"};
}

void replace(std::string& text, std::string_view const what, std::string_view const with) {
  auto const at = text.find(what);
  ASSERT_NE(at, std::string::npos) << what;
  text.replace(at, what.size(), with);
}

struct imported {
  esco_import_report report;
  result<std::string> image;
  std::vector<std::uint64_t> words;
  std::optional<esco> e;  // where there is an image
};

imported import_paths(std::vector<fs::path> const& paths, esco const* const base = nullptr) {
  auto report = esco_import_report{};
  auto image = import_esco({.paths = paths, .base = base}, report);
  auto out = imported{.report = std::move(report), .image = std::move(image), .words = {}, .e = {}};
  if (out.image) {
    out.words.resize((out.image->size() + 7U) / 8U);
    std::memcpy(out.words.data(), out.image->data(), out.image->size());
    out.e = esco::open(std::as_bytes(std::span{out.words}).first(out.image->size())).value();
  }
  return out;
}

imported import_package(named_contents const& package, esco const* const base = nullptr) {
  auto const folder = temp_folder{};
  for (auto const& [name, content] : package) {
    folder.put("p/" + name, content);
  }
  return import_paths({folder.path() / "p"}, base);
}

std::size_t relations(esco const& e) {
  return e.link_count(esco_link::occupation_essential) + e.link_count(esco_link::occupation_optional);
}

}  // namespace

TEST(esco_import, a_folder_a_zip_and_single_files_give_the_same_bytes_in_any_order) {
  auto const package = small_package();
  auto const folder = temp_folder{};
  auto paths = std::vector<fs::path>{};
  for (auto const& [name, content] : package) {
    paths.push_back(folder.put("p/" + name, content));
  }
  auto const from_folder = import_paths({folder.path() / "p"});
  ASSERT_TRUE(from_folder.image) << from_folder.image.error().message;
  EXPECT_TRUE(from_folder.report.found.empty());
  EXPECT_EQ(from_folder.report.files, package.size());
  auto in_folder = package;
  for (auto& [name, content] : in_folder) {
    name = "ESCO dataset - v1.1.1 - en/" + name;
  }
  EXPECT_EQ(import_paths({folder.put("z.zip", zipped(in_folder))}).image.value(), *from_folder.image);
  std::ranges::reverse(paths);
  EXPECT_EQ(import_paths(paths).image.value(), *from_folder.image);
  paths.push_back(folder.path() / "z.zip");  // everything twice
  EXPECT_EQ(import_paths(paths).image.value(), *from_folder.image);
}

TEST(esco_import, everything_of_the_package_is_in_the_image) {
  auto const run = import_package(small_package());
  ASSERT_TRUE(run.image);
  auto const& e = *run.e;
  auto const cook = *e.find("http://x/occupation/1");
  auto const fry = *e.find("http://x/skill/a");
  auto const en = *e.language("en");
  EXPECT_EQ(e.size(esco_kind::isco_group), 2U);
  EXPECT_EQ(e.isco(cook), "5120");
  EXPECT_EQ(e.code(cook), "5120.1");
  EXPECT_EQ(e.regulated(cook), esco_regulated::no);
  EXPECT_EQ(e.regulated(*e.find("http://x/occupation/2")), esco_regulated::yes);
  EXPECT_EQ(e.skill_type(fry), esco_skill_type::skill);
  EXPECT_EQ(e.reuse(fry), esco_reuse::occupation_specific);
  EXPECT_EQ(e.label_count(en), 10U);
  EXPECT_EQ(e.note(cook, en, esco_note_kind::description), "Cooks prepare \"meals\".");
  EXPECT_EQ(relations(e), 3U);
  EXPECT_EQ(e.uri(e.broader(fry)[0]), "http://x/skill/g1");
  EXPECT_EQ(e.link_count(esco_link::skill_essential), 1U);
}

TEST(esco_import, column_order_byte_order_mark_line_ends_and_separator_do_not_matter) {
  auto const plain = import_package(small_package());
  auto odd = small_package();
  file(odd, "occupationSkillRelations.csv") =
      "\xEF\xBB\xBFskillUri;occupationUri;relationType\n"
      "http://x/skill/a;http://x/occupation/1;essential\n"
      "\n"
      "http://x/skill/b;http://x/occupation/1;optional\n"
      "http://x/skill/b;http://x/occupation/2;essential";
  for (auto const* name : {"skills_en.csv", "ISCOGroups_en.csv"}) {
    auto& text = file(odd, name);
    std::erase(text, '\r');
    text.insert(0U, "\xEF\xBB\xBF");
  }
  auto const run = import_package(odd);
  ASSERT_TRUE(run.image);
  EXPECT_TRUE(run.report.found.empty());
  EXPECT_EQ(relations(*run.e), 3U);
  EXPECT_TRUE(std::ranges::equal(run.e->essential_skills(*run.e->find("http://x/occupation/1")),
                                 plain.e->essential_skills(*plain.e->find("http://x/occupation/1"))));
  EXPECT_EQ(run.e->label("http://x/skill/c", "en"), "care");
}

TEST(esco_import, release_1_0_has_fewer_columns_and_bars_between_labels) {
  auto package = named_contents{
      {"occupations_en.csv",
       "conceptType,conceptUri,iscoGroup,preferredLabel,altLabels,description\n"
       "Occupation,http://x/occupation/1,http://data.europa.eu/esco/isco/C5120,cook,kitchen cook | line cook,Cooks\n"},
      {"skills_en.csv",
       "conceptType,conceptUri,skillType,reuseLevel,preferredLabel,altLabels,description\n"
       "KnowledgeSkillCompetence,http://x/skill/a,http://data.europa.eu/esco/skill-type/skill,"
       "http://data.europa.eu/esco/skill-reuse-level/cross-sector,fry,,\n"}};
  auto const run = import_package(package);
  ASSERT_TRUE(run.image);
  EXPECT_TRUE(run.report.found.empty());
  EXPECT_EQ(run.e->isco(*run.e->find("http://x/occupation/1")), "5120");
  EXPECT_EQ(run.e->label_count(*run.e->language("en")), 4U);
  EXPECT_EQ(run.e->reuse(*run.e->find("http://x/skill/a")), esco_reuse::cross_sector);
  EXPECT_EQ(run.e->skill_type(*run.e->find("http://x/skill/a")), esco_skill_type::skill);
}

TEST(esco_import, release_1_2_repeats_the_relations_with_labels_in_each_language) {
  auto package = small_package();
  for (auto& [name, content] : package) {
    if (name == "occupationSkillRelations.csv") {
      name = "occupationSkillRelations_en.csv";
      content =
          "occupationUri,occupationLabel,relationType,skillType,skillUri,skillLabel\n"
          "http://x/occupation/1,cook,essential,skill/competence,http://x/skill/a,fry\n";
    } else if (name == "broaderRelationsOccPillar.csv") {
      name = "broaderRelationsOccPillar_en.csv";
      content =
          "conceptType,conceptUri,conceptLabel,broaderType,broaderUri,broaderLabel\n"
          "Occupation,http://x/occupation/1,cook,ISCOGroup,http://x/isco/C5120,Cooks\n";
    }
  }
  replace(file(package, "occupations_en.csv"), ",description,code", ",description,code,naceCode");
  package.push_back({"occupationSkillRelations_de.csv",
                     "occupationUri,occupationLabel,relationType,skillType,skillUri,skillLabel\n"
                     "http://x/occupation/1,Koch,essential,skill/competence,http://x/skill/a,braten\n"});
  package.push_back({"greenShareOcc_en.csv", "conceptType,conceptUri,code,greenShare\n"});
  auto const run = import_package(package);
  ASSERT_TRUE(run.image);
  EXPECT_TRUE(run.report.found.empty());
  EXPECT_EQ(relations(*run.e), 1U);
  EXPECT_EQ(run.e->link_count(esco_link::broader), 2U);
  EXPECT_THAT(run.report.notes, Contains(HasSubstr("greenShareOcc_en.csv: not needed")));
}

TEST(esco_import, further_languages_add_labels_and_leave_the_rest_alone) {
  auto package = small_package();
  package.push_back({"occupations_de.csv",
                     "conceptType,conceptUri,iscoGroup,preferredLabel,altLabels\n"
                     "Occupation,http://x/occupation/1,5120,Koch/Köchin,\"Küchenkraft\r\nKoch\"\n"
                     "Occupation,http://x/occupation/2,2221,,\n"});
  package.push_back({"occupations_ar.csv", "conceptUri,preferredLabel\nhttp://x/occupation/2,ممرضة\n"});
  auto const run = import_package(package);
  ASSERT_TRUE(run.image);
  EXPECT_EQ(run.e->languages(), 3U);
  EXPECT_EQ(run.e->label("http://x/occupation/1", "de"), "Koch/Köchin");
  EXPECT_EQ(run.e->label_count(*run.e->language("de")), 3U);
  EXPECT_EQ(run.e->label("http://x/occupation/2", "ar"), "ممرضة");
  EXPECT_EQ(run.e->label("http://x/occupation/2", "de"), "nurse");
  EXPECT_EQ(run.e->size(esco_kind::occupation), 2U);
  EXPECT_THAT(run.report.notes,
              Contains(HasSubstr("occupations_de.csv: 1 of 2 concepts have no label in this language")));
}

TEST(esco_import, label_files_add_languages_and_unknown_concepts_are_counted) {
  auto package = small_package();
  auto const labels = std::string{
      "http://x/occupation/1\tuk\tpreferred\tкухар\n"
      "http://x/occupation/1\tuk\talt\tкухарка\r\n"
      "http://x/occupation/9\tuk\tpreferred\txxx\n"
      "http://x/occupation/9\tuk\talt\tyyy\n"
      "http://x/occupation/1\tuk\tmain\tz\n"
      "http://x/occupation/1\tUkrainian\talt\tz\n"
      "http://x/occupation/1\tuk\talt\n"
      "http://x/occupation/1\ten\tpreferred\tchef de cuisine\n"};
  package.push_back({"labels_uk.tsv.gz", gzipped(labels)});
  auto const run = import_package(package);
  ASSERT_TRUE(run.image);
  EXPECT_EQ(run.e->label("http://x/occupation/1", "uk"), "кухар");
  EXPECT_EQ(run.e->label_count(*run.e->language("uk")), 2U);
  EXPECT_EQ(run.e->label("http://x/occupation/1", "en"), "cook");  // the package comes first
  ASSERT_EQ(run.report.found.size(), 4U);
  auto const& found = run.report.found;
  EXPECT_TRUE(std::ranges::all_of(found, &fault::warning));
  EXPECT_EQ(found[0].line, 5U);
  EXPECT_EQ(found[0].field, "kind");
  EXPECT_EQ(found[1].line, 6U);
  EXPECT_EQ(found[1].value, "Ukrainian");
  EXPECT_EQ(found[2].line, 7U);
  EXPECT_EQ(found[3].line, 3U);
  EXPECT_THAT(found[3].expected, HasSubstr("2 labels of 1 other concepts are left out"));
  EXPECT_THAT(run.report.notes, Contains(HasSubstr("1 preferred labels are kept as alternatives")));
}

TEST(esco_import, adding_later_gives_the_same_bytes_as_importing_together) {
  auto const package = small_package();
  auto const german = named_contents{{"occupations_de.csv", "conceptUri,preferredLabel\nhttp://x/occupation/1,Koch\n"},
                                     {"more.tsv", "http://x/skill/a\tde\tpreferred\tbraten\n"}};
  auto together = package;
  together.insert(together.end(), german.begin(), german.end());
  auto const first = import_package(package);
  auto const second = import_package(german, &*first.e);
  ASSERT_TRUE(second.image);
  EXPECT_EQ(*second.image, import_package(together).image.value());
  auto const third = import_package(german, &*second.e);
  EXPECT_EQ(*third.image, *second.image);
}

TEST(esco_import, missing_optional_files_are_named) {
  auto package = small_package();
  std::erase_if(package,
                [](auto const& f) { return !f.first.starts_with("occupations") && !f.first.starts_with("skills_"); });
  auto const run = import_package(package);
  ASSERT_TRUE(run.image);
  EXPECT_EQ(run.report.notes.size(), 7U);
  EXPECT_THAT(run.report.notes,
              Contains("there is no occupationSkillRelations.csv: the image goes without the skills of "
                       "the occupations"));
  EXPECT_EQ(relations(*run.e), 0U);
}

TEST(esco_import, the_hierarchy_stands_in_for_missing_skill_groups) {
  auto package = small_package();
  std::erase_if(package,
                [](auto const& f) { return f.first.starts_with("skillGroups") || f.first.starts_with("broader"); });
  package.push_back(
      {"skillsHierarchy_en.csv",
       "Level 0 URI,Level 0 preferred term,Level 1 URI,Level 1 preferred term,Level 2 URI,Level 2 preferred "
       "term,Level 3 URI,Level 3 preferred term,Description,Scope note,Level 0 code,Level 1 code\n"
       "http://x/skill/s,skills,,,,,,,,,S\n"
       "http://x/skill/s,skills,http://x/skill/g1,food,,,,,,,S,S1\n"});
  auto const run = import_package(package);
  ASSERT_TRUE(run.image);
  auto const group = *run.e->find(esco_kind::skill_group, "http://x/skill/g1");
  EXPECT_EQ(run.e->code(group), "S1");
  EXPECT_EQ(run.e->label(group, "en"), "food");
  EXPECT_EQ(run.e->uri(run.e->broader(group)[0]), "http://x/skill/s");
}

TEST(esco_import, rows_that_cannot_be_used_are_reported_with_file_line_and_field_and_left_out) {
  auto package = small_package();
  file(package, "occupationSkillRelations.csv") +=
      "http://x/occupation/9,essential,knowledge,http://x/skill/b\r\n"
      "http://x/occupation/1,mandatory,knowledge,http://x/skill/b\r\n"
      "http://x/occupation/1,optional,knowledge,http://x/occupation/2\r\n"
      "http://x/occupation/2,optional,knowl\"edge,http://x/skill/b\r\n"
      "http://x/occupation/2,optional,knowledge,http://x/skill/c\r\n";
  file(package, "occupations_en.csv") +=
      "Occupation,,5120,nameless,,,,,,,,,,\r\n"
      "Occupation,http://x/occupation/3,51-20,odd,,,,,perhaps,,,,,\r\n"
      "Occupation,http://x/isco/C512,5120,mixed up,,,,,,,,,,\r\n";
  auto const run = import_package(package);
  ASSERT_TRUE(run.image);
  auto seen = std::vector<std::string>{};
  for (auto const& f : run.report.found) {
    EXPECT_TRUE(f.warning);
    seen.push_back(f.file + ":" + std::to_string(f.line) + " " + f.field + " " + f.value);
  }
  EXPECT_THAT(seen, ElementsAre("p/occupationSkillRelations.csv:5 occupationUri http://x/occupation/9",
                                "p/occupationSkillRelations.csv:6 relationType mandatory",
                                "p/occupationSkillRelations.csv:7 skillUri http://x/occupation/2",
                                "p/occupationSkillRelations.csv:8 cell 3 knowl", "p/occupations_en.csv:5 conceptUri ",
                                "p/occupations_en.csv:6 iscoGroup 51-20",
                                "p/occupations_en.csv:6 regulatedProfessionNote perhaps",
                                "p/occupations_en.csv:7 conceptUri http://x/isco/C512"));
  EXPECT_EQ(relations(*run.e), 4U);
}

TEST(esco_import, the_same_fault_in_every_row_is_not_listed_for_ever) {
  auto package = small_package();
  for (auto i = 0; i != 500; ++i) {
    file(package, "occupationSkillRelations.csv") += "http://x/occupation/9,essential,knowledge,http://x/skill/b\r\n";
  }
  auto const run = import_package(package);
  ASSERT_TRUE(run.image);
  EXPECT_EQ(run.report.found.size(), 101U);
  EXPECT_THAT(run.report.found.back().expected, HasSubstr("there are more of this sort in this file"));
}

TEST(esco_import, faults_of_a_whole_file_stop_the_import_and_all_are_listed) {
  auto package = small_package();
  replace(file(package, "occupations_en.csv"), "preferredLabel", "prefferedLabel");
  replace(file(package, "skills_en.csv"), "hygiene", "hygi\xE8ne");
  file(package, "skillSkillRelations.csv") += "\"http://x/skill/a,";
  package.push_back({"ISCOGroups.csv", "conceptUri,preferredLabel\n"});
  auto const run = import_package(package);
  ASSERT_FALSE(run.image);
  EXPECT_EQ(run.image.error().code, errc::bad_input);
  auto sentences = std::vector<std::string>{};
  for (auto const& f : run.report.found) {
    if (f.file.find("elations") == std::string::npos || !f.warning) {  // what names the missing skills is not the point
      sentences.push_back(f.file + ":" + std::to_string(f.line) + " " + f.field + "|" + f.value + "|" + f.expected);
    }
  }
  EXPECT_THAT(
      sentences,
      ElementsAre(
          "p/ISCOGroups.csv:0 |ISCOGroups.csv|the language at the end of the name, as in occupations_de.csv",
          "p/occupations_en.csv:1 prefferedLabel|prefferedLabel|a known column; did you mean \"preferredLabel\"?",
          "p/occupations_en.csv:1 preferredLabel||this column, which must be there",
          "p/skillSkillRelations.csv:3 cell 1|http://x/skill/a,|a closing quote: the quote opened here never ends",
          "p/skills_en.csv:3 |byte 0xE8|UTF-8 text; save the file as UTF-8"));
  ASSERT_EQ(run.report.refused.size(), 1U);  // without a readable skills_en.csv there are no skills
  EXPECT_THAT(run.report.refused[0].message, HasSubstr("skills_xx.csv"));
}

TEST(esco_import, paths_that_hold_no_esco_are_refused_in_a_sentence) {
  auto const folder = temp_folder{};
  auto const why = [](fs::path const& path) { return import_paths({path}).report.refused.at(0).message; };
  EXPECT_THAT(why(folder.path() / "absent.zip"), HasSubstr("No such file"));
  EXPECT_THAT(why(folder.put("note.txt", "x")), HasSubstr("ESCO is read from a folder, a .zip"));
  EXPECT_THAT(why(folder.put("broken.zip", "PK\x03\x04xx")), HasSubstr("cut off or damaged"));
  EXPECT_THAT(why(folder.put("broken.tsv.gz", "plain")), HasSubstr("not a gzip file"));
  EXPECT_THAT(why(folder.put("empty/readme.md", "x").parent_path()), HasSubstr("holds no .csv, .zip or .tsv file"));
  auto const bomb = zipped({{"skills_en.csv", std::string(8U << 20U, '0')}});
  EXPECT_THAT(why(folder.put("bomb.zip", bomb)), HasSubstr("zip bomb"));
}

TEST(esco_import, a_file_of_two_gigabytes_is_refused_before_it_is_read) {
  auto const folder = temp_folder{};
  auto const path = folder.put("skills_en.csv", "");
  fs::resize_file(path, 2ULL << 30U);  // a hole: takes no room on the disk
  auto const run = import_paths({path});
  EXPECT_THAT(run.report.refused.at(0).message, HasSubstr("is larger than the 536870912 bytes allowed here"));
}

TEST(esco_import, archives_inside_archives_stay_closed) {
  auto const folder = temp_folder{};
  auto package = small_package();
  package.push_back({"more.zip", zipped({{"occupations_de.csv", "conceptUri,preferredLabel\n"}})});
  package.push_back({"labels.tsv.gz", gzipped("x")});
  auto const run = import_paths({folder.put("p.zip", zipped(package))});
  ASSERT_TRUE(run.image);
  EXPECT_THAT(run.report.notes, Contains("p.zip/more.zip: an archive inside an archive is not opened"));
  EXPECT_THAT(run.report.notes, Contains("p.zip/labels.tsv.gz: an archive inside an archive is not opened"));
}

TEST(esco_import, names_say_what_a_file_is) {
  auto const is = [](std::string_view const name, esco_role const role, std::string_view const language) {
    auto const what = esco_file(name);
    return what.role == role && what.language == language;
  };
  EXPECT_TRUE(is("a/b/occupations_de.csv", esco_role::occupations, "de"));
  EXPECT_TRUE(is("Occupations_EN (1).csv", esco_role::occupations, "en"));
  EXPECT_TRUE(is("skills.csv", esco_role::skills, ""));
  EXPECT_TRUE(is("occupationSkillRelations_en.csv", esco_role::occupation_skills, ""));
  EXPECT_TRUE(is("occupations_de.tsv.gz", esco_role::labels, ""));
  EXPECT_TRUE(is("qualifications_en.csv", esco_role::unknown, ""));
  EXPECT_TRUE(is("occupations_en.ods", esco_role::unknown, ""));
}
