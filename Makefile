# Deux verbes : « make run » ouvre Clausier, « make test » vérifie tout. Il ne faut que Python 3.11 et make.

PYTHON ?= python3
MODEL ?=
EVAL ?=
BENCH ?=
VENV := .venv
BIN := $(VENV)/bin
# torch comes first and alone: asked together with the rest, pip may settle on another build, gigabytes larger.
TORCH := $(shell sed -n 's/^torch==/torch==/p' constraints.txt)
PIP := $(BIN)/python -m pip install --constraint constraints.txt

.PHONY: help run test eval bench
.DEFAULT_GOAL := help

help:
	@echo "make run               installe ce qu’il faut la première fois, puis ouvre Clausier dans le navigateur"
	@echo "make run MODEL=none    de même, sans modèle de rédaction"
	@echo "make eval              mesure les réponses et la lecture, à côté des autres voies, et écrit le rapport"
	@echo "make bench             mesure ce que tout cela coûte, à côté de la voie simple, et écrit le rapport"
	@echo "make test              vérifie la mise en forme, les types, et passe tous les tests"

run: $(VENV)/installed
	@$(if $(MODEL),CLAUSIER_MODEL="$(MODEL)") $(BIN)/clausier models fetch \
		|| echo "Il manque un modèle : Clausier s’ouvre avec ce qu’il a. La prochaine fois, il le cherchera encore." >&2
	@$(if $(MODEL),CLAUSIER_MODEL="$(MODEL)") exec $(BIN)/clausier serve

test: $(VENV)/installed-for-tests
	@$(BIN)/clausier models fetch --all
	@$(BIN)/ruff format --check --quiet
	@$(BIN)/ruff check --quiet
	@$(BIN)/mypy
	@$(BIN)/python -m pytest

# Les documents réels dont le dossier est nommé par CLAUSIER_DATA sont mesurés aussi. Plus court : EVAL=--quick.
eval: $(VENV)/installed-for-evals
	@$(BIN)/clausier models fetch --all
	@$(BIN)/python -m evals $(EVAL)

# Plus court : BENCH=--quick ; avec un million de passages : BENCH=--full.
bench: $(VENV)/installed-for-evals
	@$(BIN)/clausier models fetch --all
	@$(BIN)/python -m evals.bench $(BENCH)

$(VENV)/installed: pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "Clausier demande Python 3.11 ou plus récent ; ici : $$($(PYTHON) --version 2>&1)." >&2; \
		echo "S’il est installé sous un autre nom : make run PYTHON=python3.12" >&2; exit 1; }
	@test -x $(BIN)/pip || $(PYTHON) -m venv $(VENV) || { \
		echo "Python ne peut pas créer d’environnement. Sous Debian : sudo apt install python3-venv" >&2; \
		rm -rf $(VENV); exit 1; }
	@echo "Installation : quelques minutes, la première fois seulement."
	@$(PIP) --quiet --upgrade pip setuptools
	@$(PIP) $(TORCH)
	@$(PIP) --no-build-isolation --editable .
	@touch $@

$(VENV)/installed-for-tests: $(VENV)/installed
	@$(PIP) --group dev
	@touch $@

$(VENV)/installed-for-evals: $(VENV)/installed-for-tests
	@$(PIP) --group evals
	@touch $@
