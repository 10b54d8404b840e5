"""Measures retrieval, ingest and latency, and writes docs/benchmarks.md: `make bench`.

    python docs/bench.py FOLDER_OF_CORPORA [--sizes 1000,10000,100000] [--only CORPUS...]

With `--only` the lines of the other corpora stay as they are, and without sizes so do those of latency. Each corpus is a folder with corpus.jsonl (`id`, `title`, `text`), queries.jsonl (`id`, `text`), and either qrels.tsv
(query, document, score) or labels.tsv (id, label; relevant is what has the query's label). Nobody types a figure.
"""

from __future__ import annotations

import argparse
import csv
import datetime as dt
import io
import json
import math
import os
import platform
import re
import resource
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from bench_check import START
from chunks import chunks
from sqlalchemy import create_engine

from knowledge.base import KnowledgeBase
from knowledge.corpus import build, points
from knowledge.embedding import LocalEmbedder, Vectors
from knowledge.readers import read
from knowledge.terms import read_terms

RESULT = Path(__file__).with_name("benchmarks.md")
_DEEP = 100  # hits asked for, so that ten documents are among them
_ASKED = 60  # queries timed at each size
_PART = 70  # documents taken in at a time
_LOGS = 3  # times that a log is taken in


@dataclass(frozen=True)
class Corpus:
    """Documents, queries, and for each query the documents that answer it."""

    name: str
    documents: tuple[dict[str, str], ...]
    queries: tuple[tuple[str, str], ...]
    relevant: dict[str, frozenset[str]]
    messages: bool

    @classmethod
    def load(cls, folder: Path) -> Corpus:
        """Reads a folder."""
        documents = tuple(_lines(folder / "corpus.jsonl"))
        queries = tuple((row["id"], row["text"]) for row in _lines(folder / "queries.jsonl"))
        relevant: dict[str, set[str]] = {}
        labels = folder / "labels.tsv"
        if labels.exists():
            label = {row[0]: row[1] for row in _table(labels)}
            by_label: dict[str, set[str]] = {}
            for document in documents:
                by_label.setdefault(label[document["id"]], set()).add(document["id"])
            relevant = {id_: by_label[label[id_]] for id_, _ in queries}
        else:
            for query, document_id, score, *_ in _table(folder / "qrels.tsv"):
                if int(score) > 0:
                    relevant.setdefault(query, set()).add(document_id)
        asked = tuple(query for query in queries if query[0] in relevant)
        frozen = {id_: frozenset(found) for id_, found in relevant.items()}
        return cls(folder.name, documents, asked, frozen, labels.exists())


@dataclass(frozen=True)
class Score:
    """Averages over the queries."""

    ndcg: float
    hit: float
    recall: float


def scored(corpus: Corpus, found: Sequence[Sequence[str]]) -> Score:
    """The scores of ranked documents, a list a query."""
    ndcg, hit, recall = [], [], []
    for (id_, _), ranked in zip(corpus.queries, found, strict=True):
        right = corpus.relevant[id_]
        gains = [1.0 / math.log2(place + 2) for place, doc in enumerate(ranked[:10]) if doc in right]
        ideal = sum(1.0 / math.log2(place + 2) for place in range(min(10, len(right))))
        ndcg.append(sum(gains) / ideal)
        hit.append(float(any(doc in right for doc in ranked[:5])))
        recall.append(len(right.intersection(ranked[:10])) / len(right))
    return Score(statistics.mean(ndcg), statistics.mean(hit), statistics.mean(recall))


def ours(corpus: Corpus, home: Path) -> tuple[list[list[str]], float, float, list[str], Vectors]:
    """What we find, the seconds that taking in took and that the embedder alone took, its texts and their vectors."""
    folder = home / "documents"
    folder.mkdir(parents=True)
    said: dict[Path, list[str]] = {}
    if corpus.messages:
        stream = io.StringIO()
        writer = csv.writer(stream)
        writer.writerow(("case_id", "issue", "complaint_summary", "resolution", "outcome"))
        writer.writerows((doc["id"], "", doc["text"], "", "") for doc in corpus.documents)
        (folder / "messages.csv").write_text(stream.getvalue(), encoding="utf-8")
    else:
        for doc in corpus.documents:
            (folder / f"{doc['id']}.md").write_text(f"# {doc['title']}\n\n{doc['text']}\n", encoding="utf-8")
    for file in sorted(folder.iterdir()):
        found = read(file.read_bytes(), file.name)
        kind: Any = "resolution" if corpus.messages else "policy"
        _, passages = build(found, path=file.name, kind=kind, version=1, content_hash="")
        said[file] = [point.said() for point in points(passages)]
    model = LocalEmbedder()
    model.embed(["load the model"])
    with opened(home, model) as base:
        # Every text is embedded alone as well: a few documents so, a few so, since other programs come and go meanwhile.
        alone = LocalEmbedder(cache=0)
        alone.embed(["load the model"])
        # The same for taking in: what it imports once belongs to the start of a program, as the model's loading does.
        base.add("first.md", b"# First\n\nThis document opens the record and the index.\n")
        base.remove("first.md")
        base.search("open the index")
        vectors: list[Vectors] = []
        seconds = bare = 0.0
        files = list(said)
        for start in range(0, len(files), _PART):
            part = files[start : start + _PART]
            begun = time.perf_counter()
            vectors.append(alone.embed([text for file in part for text in said[file]]))
            between = time.perf_counter()
            results = base.ingest(part)
            bare, seconds = bare + between - begun, seconds + time.perf_counter() - between
            assert {result.status for result in results} == {"added"}, results
        hits = base.search_many([text for _, text in corpus.queries], k=_DEEP, kind=kind, on=dt.date(2026, 11, 2))
    ranked = [
        list(dict.fromkeys(dict(h.passage.fields)["case_id"] if corpus.messages else h.passage.path[:-3] for h in line))
        for line in hits
    ]
    return ranked, seconds, bare, [text for texts in said.values() for text in texts], np.concatenate(vectors)


def by_words(corpus: Corpus) -> list[list[str]]:
    """BM25 by bm25s as it comes: its own tokens, English stop words, whole documents."""
    import bm25s  # type: ignore[import-untyped]  # ships no types

    index = bm25s.BM25()
    said = [f"{doc['title']}\n\n{doc['text']}" for doc in corpus.documents]
    index.index(bm25s.tokenize(said, stopwords="en", show_progress=False), show_progress=False)
    asked = bm25s.tokenize([text for _, text in corpus.queries], stopwords="en", show_progress=False)
    found, _ = index.retrieve(asked, k=min(_DEEP, len(said)), show_progress=False)
    return [[corpus.documents[int(i)]["id"] for i in line] for line in found]


def by_langchain(corpus: Corpus, embedder: LocalEmbedder) -> list[list[str]]:
    """What a newcomer to LangChain builds: chunks of 1000 characters with 200 of overlap in a Chroma, nearest first."""
    from langchain_chroma import Chroma
    from langchain_core.documents import Document
    from langchain_core.embeddings import Embeddings

    class Same(Embeddings):
        def embed_documents(self, texts: list[str]) -> list[list[float]]:
            return [list(map(float, vector)) for vector in embedder.embed(texts)]

        def embed_query(self, text: str) -> list[float]:
            return self.embed_documents([text])[0]

    whole = [
        Document(page_content=chunk, metadata={"id": doc["id"]})
        for doc in corpus.documents
        for chunk in chunks(f"{doc['title']}\n\n{doc['text']}".strip())
    ]
    store = Chroma(collection_name="newcomer", embedding_function=Same())
    for start in range(0, len(whole), 1000):
        store.add_documents(whole[start : start + 1000])
    found = [store.similarity_search(text, k=_DEEP) for _, text in corpus.queries]
    store.delete_collection()
    return [list(dict.fromkeys(chunk.metadata["id"] for chunk in line)) for line in found]


def fused(*lists: Sequence[Sequence[str]]) -> list[list[str]]:
    """Reciprocal rank fusion of ranked lists, with the usual 60."""
    ranked = []
    for lines in zip(*lists, strict=True):
        points_of: dict[str, float] = {}
        for line in lines:
            for place, id_ in enumerate(line):
                points_of[id_] = points_of.get(id_, 0.0) + 1.0 / (60 + place + 1)
        ranked.append(sorted(points_of, key=lambda id_: -points_of[id_]))
    return ranked


class Planted:
    """Stands for the local model where a hundred thousand texts would take it an hour: known texts get known vectors."""

    name = "planted"

    def __init__(self, real: LocalEmbedder, known: dict[str, Vectors]) -> None:
        self._real = real
        self.known = known

    def embed(self, texts: Sequence[str]) -> Vectors:
        """The planted vectors, and real ones for what is not known (the queries)."""
        if texts and all(text in self.known for text in texts):
            return np.stack([self.known[text] for text in texts])
        return self._real.embed(texts)


@dataclass(frozen=True)
class Timed:
    """Milliseconds at the median of single queries over one size, and the memory of the process in megabytes."""

    size: int
    search: float
    embedding: float
    bare: float
    memory: float
    seconds: float


def scale(corpus: Corpus, texts: Sequence[str], vectors: Vectors, sizes: Sequence[int], home: Path) -> Iterator[Timed]:
    """Grows a knowledge base of real sentences, newly put together, and times the same queries at each size."""
    import chromadb

    chance = np.random.default_rng(7)
    real = LocalEmbedder(cache=0)
    planted = Planted(real, {})
    queries = [text for _, text in (corpus.queries * _ASKED)[:_ASKED]]
    # Texts of one length, so that each is one point of its own.
    sentences = [text.partition("\n")[2][:200].replace("\n", " ") for text in texts]
    bare_client = chromadb.PersistentClient(path=str(home / "bare"))
    bare = bare_client.create_collection("bare", configuration={"hnsw": {"space": "cosine"}})
    made = 0
    with opened(home, planted) as base:
        for size in sizes:
            begun = time.perf_counter()
            fresh: dict[str, Vectors] = {}
            while made + len(fresh) < size:
                folder = home / f"part-{made + len(fresh)}"
                folder.mkdir()
                for number in range(min(250, -(-(size - made - len(fresh)) // 20))):
                    picked = chance.integers(0, len(sentences), 20)
                    name = f"{made + len(fresh)}-{number}"
                    blocks = [f"## {i + 1} Part {name}\n\n{sentences[p]}" for i, p in enumerate(picked)]
                    data = f"# Paper {name}\n\n" + "\n\n".join(blocks) + "\n"
                    (folder / f"{name}.md").write_text(data, encoding="utf-8")
                    _, passages = build(
                        read(data.encode(), f"{name}.md"), path=f"{name}.md", kind="policy", version=1, content_hash=""
                    )
                    said = points(passages)
                    noise = chance.standard_normal((len(said), vectors.shape[1])).astype(np.float32) * 0.02
                    near = vectors[np.resize(picked, len(said))] + noise
                    near /= np.linalg.norm(near, axis=1, keepdims=True)
                    fresh |= {point.said(): near[i] for i, point in enumerate(said)}
                planted.known.update(fresh)
                base.ingest([folder])
            seconds = time.perf_counter() - begun
            made += len(fresh)
            base.search(queries[0], k=10)
            memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            ids = list(fresh)
            for start in range(0, len(ids), 1000):
                part = ids[start : start + 1000]
                bare.add(ids=part, embeddings=[fresh[id_] for id_ in part])
            bare.query(query_embeddings=[fresh[ids[0]]], n_results=10, include=["distances"])
            asked = [real.embed([query])[0] for query in queries]
            planted.known = {}
            # In turn, so that whatever else the machine does meets all three.
            taken = [
                (
                    _timed(lambda query=query: base.search(query, k=10)),
                    _timed(lambda query=query: real.embed([query])),
                    _timed(lambda one=one: bare.query(query_embeddings=[one], n_results=10, include=["distances"])),
                )
                for query, one in zip(queries, asked, strict=True)
            ]
            search, embedding, alone = (statistics.median(column) for column in zip(*taken, strict=True))
            yield Timed(base.in_step()[1], search, embedding, alone, memory, seconds)


def _timed(call: Callable[[], object]) -> float:
    begun = time.perf_counter()
    call()
    return (time.perf_counter() - begun) * 1000


@contextmanager
def opened(home: Path, embedder: Any) -> Iterator[KnowledgeBase]:
    """A knowledge base on SQLite and Chroma in a folder."""
    engine = create_engine(f"sqlite:///{home}/bench.db")
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA journal_mode = WAL")
    base = KnowledgeBase(engine, index_dir=home / "index", chroma_url=None, embedder=embedder, read_terms=read_terms)
    try:
        yield base
    finally:
        base.close()
        engine.dispose()


def main() -> None:
    """Measures everything and writes the page; leaves it as it is where something fails."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--sizes", default="1000,10000,100000")
    parser.add_argument("--only", nargs="*", default=[], help="the names of the corpora to measure")
    parser.add_argument("--out", type=Path, default=RESULT)
    given = parser.parse_args()
    known = given.out.read_text(encoding="utf-8") if given.out.exists() else ""
    sizes = [int(size) for size in given.sizes.split(",") if size]
    corpora = [Corpus.load(path.parent) for path in sorted(given.folder.glob("*/corpus.jsonl"))]
    if not corpora:
        raise SystemExit(f"There is no corpus in {given.folder}.")
    page = [_HEAD.format(day=dt.datetime.now(dt.UTC).date(), machine=_machine())]
    page += ["## Retrieval", "", "| corpus | method | nDCG@10 | hit@5 | recall@10 |", "|---|---|---|---|---|"]
    throughput, timed = [], []
    for corpus in corpora:
        if given.only and corpus.name not in given.only:
            before, _, taking = known.partition("## Taking in")
            page += lines_of(before, corpus.name)
            throughput += lines_of(taking, corpus.name)
            continue
        runs = []
        # One log is taken in as a whole, and whatever else runs in these seconds would decide: the middle one of three counts.
        for _ in range(_LOGS if corpus.messages else 1):
            with tempfile.TemporaryDirectory(prefix="amends-bench-", ignore_cleanup_errors=True) as home:
                runs.append(ours(corpus, Path(home)))
        found, seconds, alone, texts, vectors = sorted(runs, key=lambda run: run[2] / run[1])[len(runs) // 2]
        throughput.append(
            f"| {corpus.name} | {len(corpus.documents):,} | {len(texts):,} | {len(texts) / seconds:.0f}/s | "
            f"{len(texts) / alone:.0f}/s | {alone / seconds:.2f} |"
        )
        words, newcomer = by_words(corpus), by_langchain(corpus, LocalEmbedder())
        for method, ranked in (
            ("Amends", found),
            ("LangChain's default", newcomer),
            ("BM25 (bm25s)", words),
            ("rank fusion of these two", fused(newcomer, words)),
        ):
            score = scored(corpus, ranked)
            page.append(f"| {corpus.name} | {method} | {score.ndcg:.3f} | {score.hit:.3f} | {score.recall:.3f} |")
            print(page[-1], flush=True)
        print(throughput[-1], flush=True)
        if sizes and not timed and not corpus.messages:
            with tempfile.TemporaryDirectory(prefix="amends-bench-", ignore_cleanup_errors=True) as home:
                for at in scale(corpus, texts, vectors, sizes, Path(home)):
                    together = at.embedding + at.bare
                    timed.append(
                        f"| {at.size:,} | {at.search:.1f} ms | {at.embedding:.1f} ms | {at.bare:.1f} ms | "
                        f"{at.search / together:.2f} | {at.seconds:.0f} s | {at.memory:,.0f} MB |"
                    )
                    print(timed[-1], flush=True)
    page += ["", "## Taking in", "", _THROUGHPUT, *throughput]
    if given.only and not timed:
        timed = [line for line in known.splitlines() if re.match(r"\| [\d,]+ \| [\d.]+ ms", line)]
    if timed:
        page += ["", "## Latency and memory", "", _LATENCY, *timed]
    # What `make bench-check` and `make bench-terms` wrote stays.
    page += ["", known[known.index(START) :].rstrip()] if START in known else []
    given.out.write_text("\n".join(page) + "\n", encoding="utf-8")


def lines_of(page: str, corpus: str) -> list[str]:
    """The lines of a page's tables that are about a corpus."""
    return [line for line in page.splitlines() if line.startswith(f"| {corpus} |")]


def _machine() -> str:
    return f"{os.cpu_count()} processors, Python {platform.python_version()}, {platform.system()}"


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    for line in path.read_text(encoding="utf-8").splitlines():
        yield json.loads(line)


def _table(path: Path) -> Iterator[list[str]]:
    for line in path.read_text(encoding="utf-8").splitlines()[1:]:
        yield line.split("\t")


_HEAD = """# Benchmarks

Made by `make bench` on {day} ({machine}); every method in the same run, with the same embedding model (all-MiniLM-L6-v2,
int8). Nobody types a figure here. Other programs on the machine slow all of them alike, so the ratios say more than the times.

A document counts by its best passage or chunk. *LangChain's default*: RecursiveCharacterTextSplitter of 1000 characters
with 200 of overlap, in Chroma. *BM25*: bm25s as it comes, whole documents. *Rank fusion*: reciprocal ranks, 60, of the two.
Where messages have labels (banking77), every message with the query's label is relevant.
"""
_THROUGHPUT = """Reading, cutting, extracting terms, embedding and writing record and index, against the embedder alone on the same texts.

| corpus | documents | texts | `ingest` | embedder alone | ratio |
|---|---|---|---|---|---|"""
_LATENCY = """One query at a time, k = 10, median; against embedding the query plus a bare query of a Chroma collection with the same
vectors and its default settings. The texts are sentences of the corpus, newly put together, with the vectors of those
sentences and a little noise, since embedding a hundred thousand of them would say nothing about search. Growing: taking in what
came on top of the line before, without embedding. Memory: the most that the process had held by then, the bench's own included.

| points | search | embedding | bare Chroma | ratio | growing | memory |
|---|---|---|---|---|---|---|"""


if __name__ == "__main__":
    main()
