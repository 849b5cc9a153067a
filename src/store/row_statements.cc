#include "store/row_statements.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace foothold {
namespace {

using kinds = std::vector<cell_kind>;

std::vector<std::string> parameters(std::size_t const n) {
  auto list = std::vector<std::string>{};
  for (auto i = std::size_t{1U}; i <= n; ++i) {
    list.push_back(fmt::format(":p{}", i));
  }
  return list;
}

}  // namespace

row_statements make_row_statements(table_shape const& t) {
  auto const table = t.name;
  auto names = std::vector<std::string>{"id", "version"};
  auto shape = kinds{cell_kind::text, cell_kind::number};
  for (auto const& c : t.columns) {
    names.push_back(c.name);
    shape.push_back(c.kind);
  }
  auto const all = fmt::format("{}", fmt::join(names, ", "));
  auto made = row_statements{};
  made.insert = {fmt::format("add to {}", table),
                 fmt::format("insert into {} ({}) values ({})", table, all, fmt::join(parameters(names.size()), ", ")),
                 shape,
                 {}};
  made.find = {fmt::format("find in {}", table),
               fmt::format("select {} from {} where id = :p1", all, table),
               {cell_kind::text},
               shape};
  made.list = {fmt::format("list {}", table),
               fmt::format("select {} from {} where id > :p1 order by id limit :p2", all, table),
               {cell_kind::text, cell_kind::number},
               shape};
  made.remove = {fmt::format("remove from {}", table),
                 fmt::format("delete from {} where id = :p1 and version = :p2", table),
                 {cell_kind::text, cell_kind::number},
                 {}};
  for (auto const by : t.listed_by) {
    made.list_by.push_back(
        {fmt::format("list {} by {}", table, by),
         fmt::format("select {} from {} where {} = :p1 and id > :p2 order by id limit :p3", all, table, by),
         {cell_kind::text, cell_kind::text, cell_kind::number},
         shape});
  }
  if (!t.person.empty()) {
    made.remove_all = {fmt::format("remove all of a person from {}", table),
                       fmt::format("delete from {} where {} = :p1", table, t.person),
                       {cell_kind::text},
                       {}};
  }
  if (!t.fixed) {
    auto settings = std::vector<std::string>{};
    auto in = kinds(shape.begin() + 1, shape.end());
    for (auto i = std::size_t{1U}; i != names.size(); ++i) {
      settings.push_back(fmt::format("{} = :p{}", names[i], i));
    }
    in.insert(in.end(), {cell_kind::text, cell_kind::number});
    made.update = {fmt::format("change in {}", table),
                   fmt::format("update {} set {} where id = :p{} and version = :p{}", table, fmt::join(settings, ", "),
                               names.size(), names.size() + 1U),
                   in,
                   {}};
  }
  return made;
}

}  // namespace foothold
