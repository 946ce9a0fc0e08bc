# A thin front for dev.py. Arguments: make test ARGS="-k writer"
PYTHON ?= python3

.PHONY: setup run test kill9 latency eval screenshots lint lock
setup run test kill9 latency screenshots lint lock:
	@$(PYTHON) dev.py $@ -- $(ARGS)

# The folder with the sets: make eval DATA=../data
eval:
	@$(PYTHON) dev.py eval -- --data "$(DATA)" $(ARGS)
