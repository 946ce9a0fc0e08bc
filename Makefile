# A thin front for dev.py. Arguments: make test ARGS="-k writer"
PYTHON ?= python3

.PHONY: setup run test kill9 latency eval bench-ui screenshots lint lock
setup run test kill9 latency screenshots lint lock:
	@$(PYTHON) dev.py $@ -- $(ARGS)

bench-ui:
	@$(PYTHON) dev.py bench_ui -- $(ARGS)

# The folder with the sets: make eval DATA=../data
eval:
	@$(PYTHON) dev.py eval -- --data "$(DATA)" $(ARGS)
