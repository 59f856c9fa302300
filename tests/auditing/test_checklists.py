"""Checklists as files: what is written in them, and one sentence on each mistake."""

from pathlib import Path

import pytest

from clausier.auditing.checklists import load_checklist, named_checklist
from clausier.domain.audits import Checklist
from clausier.errors import UnknownName, WrongSetting
from tests.auditing.audited import checklists, topics

HEAD = 'label = "La mienne"\nabout = "Ce que je vérifie."\n'


def load(tmp_path: Path, text: str) -> Checklist:
    path = tmp_path / "mienne.toml"
    path.write_text(text, encoding="utf-8")
    return load_checklist(path, topics(), checklists())


def test_a_point_expects_what_it_names_and_tells_the_rest(tmp_path: Path) -> None:
    (point,) = load(tmp_path, f'{HEAD}[[points]]\ntopic = "penalites"\nexpected = ["plafond"]\n').points
    assert [element.id for element in point.expected] == ["plafond"]
    assert "taux_ou_montant" in {element.id for element in point.further}
    assert (point.id, point.label) == ("penalites", "Pénalités et bonus-malus")
    assert point.risk


def test_a_point_that_names_nothing_expects_everything(tmp_path: Path) -> None:
    (point,) = load(tmp_path, f'{HEAD}[[points]]\ntopic = "penalites"\n').points
    assert (len(point.expected), point.further) == (8, ())


def test_a_point_may_be_one_element(tmp_path: Path) -> None:
    (point,) = load(tmp_path, f'{HEAD}[[points]]\ntopic = "reversibilite"\nelement = "plan"\n').points
    assert (point.id, point.label) == ("reversibilite/plan", "Plan de réversibilité")
    assert [element.id for element in point.elements] == ["plan"]


def test_a_list_may_take_over_the_points_of_another_after_its_own(tmp_path: Path) -> None:
    own = load(tmp_path, f'{HEAD}rest_of = "generale"\n[[points]]\ntopic = "sauvegarde_archivage"\nexpected = []\n')
    assert own.points[0].topic == "sauvegarde_archivage"
    assert own.points[0].expected == ()
    assert len(own.points) == len({point.id for point in own.points}) == 36


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("label = ", "ne se lit pas"),
        ('about = "x"\n[[points]]\ntopic = "penalites"\n', "« label » manque"),
        (HEAD, "« points » manque"),
        (f"{HEAD}points = []\n", "« points » est vide"),
        (f'{HEAD}couleur = "bleu"\n[[points]]\ntopic = "penalites"\n', "« couleur » n’existe pas"),
        (f'{HEAD}[[points]]\ntopic = "penalites"\n[[points]]\nexpected = []\n', "points n° 2, « topic » manque"),
        (f"{HEAD}[[points]]\ntopic = 3\n", "« topic » doit être un texte"),
        (f'{HEAD}[[points]]\ntopic = "penalite"\n', "vouliez-vous dire « penalites »"),
        (f'{HEAD}[[points]]\ntopic = "penalites"\nexpected = ["plafonds"]\n', "vouliez-vous dire « plafond »"),
        (f'{HEAD}[[points]]\ntopic = "penalites"\nelement = "plafonds"\n', "vouliez-vous dire « plafond »"),
        (f'{HEAD}[[points]]\ntopic = "penalites"\nelement = "plafond"\nexpected = []\n', "ni « expected »"),
        (f'{HEAD}[[points]]\ntopic = "penalites"\n[[points]]\ntopic = "penalites"\n', "vient deux fois"),
        (f'{HEAD}rest_of = "general"\n[[points]]\ntopic = "penalites"\n', "vouliez-vous dire « generale »"),
        (f"{HEAD}[[hints]]\nwords = ['cloud']\nweight = 0\n[[points]]\ntopic = \"penalites\"\n", "est trop petit"),
        (f"{HEAD}[[hints]]\nwords = ['(cloud']\nweight = 1\n[[points]]\ntopic = \"penalites\"\n", "mal formée"),
        (f"{HEAD}[[hints]]\nwords = ['Cloud']\nweight = 1\n[[points]]\ntopic = \"penalites\"\n", "minuscules"),
        (f"{HEAD}[[hints]]\nwords = ['x*']\nweight = 1\n[[points]]\ntopic = \"penalites\"\n", "texte vide"),
    ],
)
def test_a_mistake_is_told_in_one_sentence_and_what_to_do(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(WrongSetting) as wrong:
        load(tmp_path, text)
    assert said in str(wrong.value)
    assert "mienne.toml" in str(wrong.value)
    assert "\n" not in str(wrong.value)
    assert wrong.value.advice


def test_an_element_of_its_own_may_not_take_the_name_of_one_of_the_topic(tmp_path: Path) -> None:
    own = '[[points.elements]]\nid = "plafond"\nlabel = "x"\nsigns = ["x"]\n'
    with pytest.raises(WrongSetting, match="deux fois le même nom"):
        load(tmp_path, f'{HEAD}[[points]]\ntopic = "penalites"\n{own}')


def test_a_list_is_named_by_its_name_or_its_file(tmp_path: Path) -> None:
    assert named_checklist(" TMA ", topics(), checklists()).id == "tma"
    path = tmp_path / "mienne.toml"
    path.write_text(f'{HEAD}[[points]]\ntopic = "penalites"\n', encoding="utf-8")
    assert named_checklist(str(path), topics(), checklists()).label == "La mienne"
    with pytest.raises(UnknownName) as unknown:
        named_checklist("inconnue", topics(), checklists())
    assert "generale" in unknown.value.advice
    with pytest.raises(WrongSetting, match="ne s’ouvre pas"):
        named_checklist(str(tmp_path / "absente.toml"), topics(), checklists())
