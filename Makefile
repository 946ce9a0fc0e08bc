# A thin front for dev.py. Arguments: make test ARGS="-k writer"
PYTHON ?= python3

.PHONY: setup run test lint lock
setup run test lint lock:
	@$(PYTHON) dev.py $@ -- $(ARGS)
