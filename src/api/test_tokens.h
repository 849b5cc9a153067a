#pragma once
// Tokens for tests: who holds one is an actor. An installation takes them only if it was made for tests; a real one has
// no way in until there is sign-in.
//
// The file has the hash of each token, not the token:
//   {"format": "foothold-test-tokens-1", "tokens": [{"hash": "<64 hex digits>", "role": "caseworker", "id": "<32 hex
//   digits>", "organisation": "<32 hex digits>", "flags": ["signed_in_again"]}]}

#include <filesystem>
#include <map>
#include <string>
#include <string_view>

#include "access/request.h"
#include "base/result.h"

namespace foothold::api {

// From what a token's text is hashed: 256 bits as 64 lower-case hex digits.
[[nodiscard]] std::string hash_of_token(std::string_view token);

class test_tokens {
public:
  // bad_input: the file is not such a list; the error names the first fault and no token.
  [[nodiscard]] static result<test_tokens> read(std::string_view json, std::string_view tenant);

  // Null for a token that nobody has. Looks up its hash, so that the time tells nothing of the tokens there are.
  [[nodiscard]] actor const* find(std::string_view token) const;
  [[nodiscard]] std::size_t size() const { return by_hash_.size(); }

private:
  std::map<std::string, actor, std::less<>> by_hash_;
};

// Who asks without a token: everybody, who may look at the directory.
[[nodiscard]] actor nobody_known(std::string_view tenant);

}  // namespace foothold::api
