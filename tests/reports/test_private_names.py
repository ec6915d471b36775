"""What reports/pack takes from inside WeasyPrint and pydyf: another minor version may move it, and this names it."""

import inspect
from importlib.metadata import version

import pydyf
import pytest
from weasyprint import DEFAULT_OPTIONS, HTML
from weasyprint.pdf import generate_pdf

from tests.meta.files import ROOT

PINNED = {"weasyprint": "70.", "pydyf": "0.13."}
PAGE = (
    '<html lang="en"><title>t</title><table><tr><th id="h">Head</th></tr><tr><td headers="h">Cell</td></tr></table>'
    '<p id="here"><a href="#here">Words</a></p></html>'
)


@pytest.fixture(scope="module")
def pdf() -> pydyf.PDF:
    document = HTML(string=PAGE).render(pdf_variant="pdf/ua-1", pdf_tags=True)
    return generate_pdf(document, None, 1, **{**DEFAULT_OPTIONS, "pdf_variant": "pdf/ua-1", "pdf_tags": True})


@pytest.mark.parametrize("package", PINNED)
def test_the_minor_version_is_pinned_and_installed(package: str) -> None:
    wanted = (ROOT / "requirements.in").read_text(encoding="utf-8").splitlines()
    assert any(line.startswith(f"{package} ~= {PINNED[package].rstrip('.')}") for line in wanted)
    assert version(package).startswith(PINNED[package])


def test_generate_pdf_takes_a_document_a_target_and_a_zoom() -> None:
    assert list(inspect.signature(generate_pdf).parameters)[:3] == ["document", "target", "zoom"]


def test_a_document_says_its_pages_anchors_and_links() -> None:
    document = HTML(string=PAGE).render(pdf_tags=True)
    page = document.copy(document.pages).pages[0]
    assert "here" in page.anchors
    kind, target, _place, box = page.links[0]
    assert (kind, target) == ("internal", "here")
    assert "".join(box.element.itertext()) == "Words"
    assert hasattr(box, "link_annotation")


def test_objects_are_numbered_and_say_their_bytes(pdf: pydyf.PDF) -> None:
    assert [each.number for each in pdf.objects] == list(range(len(pdf.objects)))
    assert all(isinstance(each.data, bytes) and isinstance(each.compressible, bool) for each in pdf.objects[1:])
    assert pydyf._to_bytes(pydyf.String("words")).startswith((b"(", b"<"))
    assert pydyf.Dictionary({"A": 1}).data == b"<</A 1>>"


def test_catalogue_structure_and_page_tree_are_where_the_pack_looks(pdf: pydyf.PDF) -> None:
    root = pdf.objects[int(pdf.catalog["StructTreeRoot"].split()[0])]
    parents = pdf.objects[int(root["ParentTree"].split()[0])]
    assert len(parents["Nums"]) % 2 == 0
    assert int(root["K"][0].split()[0])
    assert pdf.pages["Count"] == 1
    assert pdf.info.data
    names = pdf.catalog["Names"]["Dests"]["Names"]
    assert "here" in [one.string for one in names[::2]]
    assert {"Lang", "Metadata", "MarkInfo", "ViewerPreferences"} <= set(pdf.catalog)
    assert [each["ID"].string for each in pdf.objects if isinstance(each, pydyf.Dictionary) and "ID" in each]
