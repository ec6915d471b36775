"""What people type, and what the search gives first: real names of skills, as they are written and as they are not."""

import pytest

from graph import schema
from graph.driver import Graph
from graph.framework import catalogue, repository, search_words, service
from graph.framework.read_models import Found
from graph.framework.search import search_queries
from graph.queries import parse
from tests.conftest import Ask
from tests.graph.framework.sample import context, draft

NAMES = (
    "Node.js", "ASP.NET", ".NET", "Vue.js", "Next.js", "Python", "Python 3.12", "Java", "JavaScript", "TypeScript",
    "C", "C++", "C#", "F#", "Objective-C", "R", "Go", "Rust", "Ruby on Rails", "PL/SQL", "SQL", "NoSQL", "PostgreSQL",
    "IT", "IT Service Management", "CI/CD", "R&D", "A/B Testing", "UI/UX Design", "TCP/IP", "SAP S/4HANA", "OAuth 2.0",
    "data_quality", "Manager's Guide", "O'Reilly Learning", "5G", "Kubernetes", "React", "Communication",
    "Stakeholder Management", "Café Operations", "Führung", "COBOL", "🦄 Whimsy", "Change Management",
)  # fmt: skip
CHINESE = (
    "大模型评估", "数据质量", "网络安全", "软件测试", "项目管理", "产品设计", "重庆市场", "策略规划", "云计算", "沟通",
    "LLM 评估方法", "面向对象设计", "财务", "芯片设计",
)  # fmt: skip
TYPED = {
    # as it is written: inner dots, apostrophes, underscores, signs, stop words, one letter
    "Node.js": "Node.js", "ASP.NET": "ASP.NET", ".NET": ".NET", "Vue.js": "Vue.js", "Python 3.12": "Python 3.12",
    "Python": "Python", "Java": "Java", "JavaScript": "JavaScript", "IT": "IT", "it": "IT", "C": "C", "C++": "C++",
    "C#": "C#", "F#": "F#", "R": "R", "Go": "Go", "R&D": "R&D", "CI/CD": "CI/CD", "A/B Testing": "A/B Testing",
    "UI/UX": "UI/UX Design", "TCP/IP": "TCP/IP", "S/4HANA": "SAP S/4HANA", "OAuth 2.0": "OAuth 2.0",
    "data_quality": "data_quality", "Manager's Guide": "Manager's Guide", "O'Reilly": "O'Reilly Learning",
    "5G": "5G", "SQL": "SQL", "🦄": "🦄 Whimsy", "IT Service Management": "IT Service Management",
    # as people write it
    "nodejs": "Node.js", "node js": "Node.js", "vue": "Vue.js", "dotnet": ".NET", "asp net": "ASP.NET",
    "python3.12": "Python 3.12", "c plus plus": "C++", "c sharp": "C#", "java script": "JavaScript",
    "managers guide": "Manager's Guide", "Manager’s Guide": "Manager's Guide", "data quality": "data_quality",
    "R and D": "R&D", "cicd": "CI/CD", "postgres": "PostgreSQL", "cafe": "Café Operations", "FÜHRUNG": "Führung",
    "the communication": "Communication", "ＪａｖａＳｃｒｉｐｔ": "JavaScript", "Ｃ＋＋": "C++",
    # one letter wrong, missing, too many or in another's place
    "Kubernetis": "Kubernetes", "Pyhton": "Python", "Rect": "React", "Javva": "Java", "Stakeholdr Managment":
    "Stakeholder Management", "comunication": "Communication", "SQK": "SQL",
    # Chinese: one character, traditional, pinyin, first letters, one wrong character
    "大模型评估": "大模型评估", "财": "财务", "云": "云计算", "大模型評估": "大模型评估", "數據質量": "数据质量",
    "網絡安全": "网络安全", "damoxingpinggu": "大模型评估", "da mo xing": "大模型评估", "shujuzhiliang": "数据质量",
    "pinggu": "大模型评估", "chongqing": "重庆市场", "celve": "策略规划", "celue": "策略规划", "xmgl": "项目管理",
    "Shùjù zhìliàng": "数据质量", "数据质两": "数据质量", "大模形评估": "大模型评估", "购通": "沟通",
    "云记算": "云计算",
    "LLM评估": "LLM 评估方法", "评估方法": "LLM 评估方法", "xinpian": "芯片设计",
    # what is expected, said or where it stands
    "perplexity": "LLM 评估方法", "困惑度": "LLM 评估方法", "困惑度 perplexity": "LLM 评估方法", "LLM perplexity":
    "LLM 评估方法", "metric": "LLM 评估方法",
}  # fmt: skip


@pytest.fixture(scope="module", autouse=True)
def _searched(graph: Graph) -> None:
    schema.migrate(graph)
    rows = [{"skill": name, "role": "Searcher"} for name in (*NAMES, *CHINESE)]
    told = "Compares perplexity (困惑度) and other metrics, such as BLEU; settles what IT and R&D ask for."
    rows.append({"skill": "LLM 评估方法", "role": "Searcher", "level": "Lead", "text": told})
    service.publish(context(), graph, service.load(context(), graph, draft(rows, "searched")).id, relied_on="test")


def _found(graph: Graph, typed: str) -> list[str]:
    names = [find.entry.name for find in catalogue.search(graph, typed) if find.framework.en == "SEARCHED"]
    return [name.en or name.zh for name in names]


def test_each_name_is_found_first(graph: Graph) -> None:
    assert len(TYPED) >= 60
    wrong = {typed: found[:3] for typed, name in TYPED.items() if (found := _found(graph, typed))[:1] != [name]}
    assert not wrong


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("C++", ["C++"]), ("C#", ["C#"]), ("Node.js", ["Node.js"]), ("ASP.NET", ["ASP.NET"]),
        ("Python 3.12", ["Python 3.12"]), ("IT", ["IT", "IT Service Management"]), (".NET", [".NET", "ASP.NET"]),
        ("财", ["财务"]), ("Kubernetis", ["Kubernetes"]), ("管理", ["项目管理"]), ("zzzz", []),
        ("+ # . '", []), ("", []),
    ],
)  # fmt: skip
def test_what_is_not_meant_is_not_listed(graph: Graph, typed: str, found: list[str]) -> None:
    assert _found(graph, typed) == found


def test_how_something_was_found_is_told(graph: Graph) -> None:
    kinds = [catalogue.search(graph, typed)[0].found for typed in ("kubernetes", "perplexity", "kubernetis")]
    assert kinds == [Found.NAMED, Found.TOLD, Found.NEAR]


@pytest.mark.parametrize(
    "typed",
    ["评" * 200, ("评" * 30 + " ") * 7, "a b " * 60, "wrong " + "letters" * 30, '" \\ ~ ^ * ? : / AND (', "-.-"],
)
def test_nothing_that_is_typed_is_refused(graph: Graph, typed: str) -> None:
    assert all(len(query) < 20_000 for query in search_queries(typed).params().values())
    catalogue.search(graph, typed)


def test_a_graph_of_an_earlier_release_gets_its_words(graph: Graph, ask: Ask) -> None:
    old = "CREATE FULLTEXT INDEX catalogue IF NOT EXISTS FOR (n:Skill) ON EACH [n.name_en]"
    graph.apply_schema(parse("tests/create", f"// Creates.\n// access: schema\n{old}"))
    ask("write", "", "MATCH (n:Skill|Role) WHERE n.id STARTS WITH 'searched@' REMOVE n.name_words, n.exact_names")
    ask("write", "", "MATCH (v:FrameworkVersion {framework: 'searched'}) REMOVE v.search_form")
    ask("write", "", "MATCH (s:Schema {id: 'schema'}) SET s.version = 'of an earlier release'")
    assert _found(graph, "Node.js") == []
    schema.ensure(graph)
    assert _found(graph, "Node.js") == ["Node.js"]
    assert search_words.fill(graph) == 0
    assert ask("read", "name", "SHOW INDEXES YIELD name WHERE name = 'catalogue' RETURN name") == []


def test_only_the_version_that_is_shown_is_found(graph: Graph, ask: Ask) -> None:
    said = [draft([{"skill": f"Versioned {name}"}], "searched-twice") for name in ("once", "twice", "thrice")]
    for each in said[:2]:
        service.publish(context(), graph, service.load(context(), graph, each).id, relied_on="test")
    service.load(context(), graph, said[2])
    assert [find.entry.name.en for find in catalogue.search(graph, "versioned")] == ["Versioned twice"]
    words = "MATCH (n:Skill) WHERE n.id STARTS WITH 'searched-twice@' AND n.name_words IS NOT NULL RETURN n.id AS id"
    assert [row["id"] for row in ask("read", "id", words)] == ["searched-twice@2/skill/versioned-twice"]


def test_words_are_no_part_of_what_is_published(graph: Graph) -> None:
    version = repository.current(graph, "searched")
    assert version
    assert service.verify(graph, version.id)
