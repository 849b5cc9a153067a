# Shortcuts for daily work; ./run and ./test install what these need.
SHELL := /bin/bash
export CTEST_OUTPUT_ON_FAILURE := 1

.PHONY: all build run test test-all test-failover bench golden fuzz format check requirements clean
all: build

build: ; @. scripts/packages.sh && configure dev build/dev && ninja -C build/dev
run: ; @./run
test: build ; @ctest --test-dir build/dev -L unit -j 2
test-all: ; @./test --all
# Half an hour: a small cluster on loopback is killed twenty times.
test-failover:
	@. scripts/packages.sh && (need_quiet_packages "$${failover_packages[@]}") || \
	  { echo "skipped failover: its packages cannot be installed here (see above), so NOTHING was tested"; exit 0; }; \
	need_packages "$${build_packages[@]}" "$${test_packages[@]}" && configure release build/release && \
	  ninja -C build/release failover_writer && scripts/failover
format: ; @git ls-files -z -- '*.h' '*.cc' | xargs -0 -r clang-format-19 -i
check: build ; @scripts/check
requirements: ; @python3 scripts/requirements.py && python3 scripts/ai_act.py
fuzz: ; @. scripts/packages.sh && configure fuzz build/fuzz && ninja -C build/fuzz fuzzers && scripts/fuzz 60
golden: build ; @FOOTHOLD_GOLDEN=1 ctest --test-dir build/dev -L unit -j 2 && git status --short tests/golden
bench: ; @. scripts/packages.sh && configure release build/release && ninja -C build/release && scripts/bench
clean: ; @rm -rf build
