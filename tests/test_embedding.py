"""Texts become vectors of length one: the local model for real, the endpoint against a server of the test's own."""

from __future__ import annotations

import gc
import json
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, HTTPServer

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.embedding import EndpointEmbedder, LocalEmbedder, _batches, made_of, open_embedder
from knowledge.errors import IndexUnavailable


@pytest.fixture(scope="module")
def local() -> LocalEmbedder:
    return LocalEmbedder()


def test_vectors_have_length_one_and_the_model_s_dimensions(local: LocalEmbedder) -> None:
    vectors = local.embed(["Where is my refund?", "", "x" * 5000])
    assert vectors.shape == (3, 384)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


def test_texts_that_mean_the_same_are_near(local: LocalEmbedder) -> None:
    late, delayed, tax = local.embed(["The parcel came late", "My delivery was delayed", "Quarterly tax return"])
    assert late @ delayed > 0.55
    assert late @ tax < 0.25


def test_the_model_is_loaded_once_however_many_ask_it() -> None:
    from onnxruntime import InferenceSession

    for _ in range(3):
        LocalEmbedder(threads=1).embed(["Where is my refund?"])
    asked = [each for each in gc.get_objects() if isinstance(each, InferenceSession)]
    assert len([each for each in asked if each.get_session_options().intra_op_num_threads == 1]) == 1


def test_no_texts_give_no_vectors(local: LocalEmbedder) -> None:
    assert local.embed([]).shape == (0, 384)


def test_order_and_repetition_are_kept(local: LocalEmbedder) -> None:
    texts = ["a long text about refunds and fees " * 12, "short", "middle sized text here", "short"]
    together = local.embed(texts)
    assert np.array_equal(together[1], together[3])
    fresh = LocalEmbedder(cache=0)
    alone = np.stack([fresh.embed([text])[0] for text in texts])
    assert (together * alone).sum(axis=1).min() > 0.99  # int8 arithmetic differs a little with the batch


def test_a_text_asked_for_again_is_not_computed_again(local: LocalEmbedder) -> None:
    """The same vector comes back bit for bit, whatever it is asked for together with."""
    first = local.embed(["a clause that recurs"])
    again = local.embed(["another " * 30, "a clause that recurs", "and more"])
    assert np.array_equal(first[0], again[1])


def test_several_threads_may_ask_at_once(local: LocalEmbedder) -> None:
    texts = [f"complaint number {i} about a late parcel" for i in range(24)]
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda text: local.embed([text])[0], texts))
    assert np.allclose(np.stack(found), local.embed(texts), atol=1e-6)


@pytest.fixture
def endpoint() -> Iterator[tuple[str, list[dict[str, object]]]]:
    """An OpenAI-compatible embeddings server; gives its address and the requests that it got."""
    asked: list[dict[str, object]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            asked.append(body)
            status = 200 if body["model"] == "small" else 404
            answer: dict[str, object] = {"error": {"message": "no such model"}}
            if status == 200:
                data = [
                    {"object": "embedding", "index": i, "embedding": [3.0, 4.0]} for i, _ in enumerate(body["input"])
                ]
                answer = {
                    "object": "list",
                    "model": "small",
                    "data": data,
                    "usage": {"prompt_tokens": 1, "total_tokens": 1},
                }
            payload = json.dumps(answer).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(payload)))
            self.end_headers()
            self.wfile.write(payload)

        def log_message(self, *_: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/v1", asked
    server.shutdown()
    thread.join()
    server.server_close()


def test_an_endpoint_s_vectors_are_brought_to_length_one(endpoint: tuple[str, list[dict[str, object]]]) -> None:
    url, asked = endpoint
    embedder = EndpointEmbedder("small", api_key="k", base_url=url)
    assert np.allclose(embedder.embed(["a", "b"]), [[0.6, 0.8], [0.6, 0.8]])
    assert asked[0]["input"] == ["a", "b"]
    embedder.embed(["b", "a"])
    assert len(asked) == 1


def test_an_endpoint_that_refuses_is_a_sentence(endpoint: tuple[str, list[dict[str, object]]]) -> None:
    with pytest.raises(IndexUnavailable, match="large"):
        EndpointEmbedder("large", api_key="k", base_url=endpoint[0]).embed(["a"])


def test_the_setting_names_the_embedder() -> None:
    assert open_embedder("local").name == "all-MiniLM-L6-v2-int8"
    assert open_embedder("openai:small", api_key="k").name == "openai:small"
    with pytest.raises(ValueError, match="no embedder"):
        open_embedder("word2vec")


@given(st.lists(st.integers(2, 256), max_size=60))
def test_batches_hold_each_text_once_and_never_more_than_fit(lengths: list[int]) -> None:
    batches = _batches(lengths)
    assert sorted(i for batch in batches for i in batch) == list(range(len(lengths)))
    assert all(len(batch) * max(lengths[i] for i in batch) <= 512 for batch in batches)


def test_one_long_text_is_not_what_short_ones_are_padded_to() -> None:
    """A letter beside its sentences: padded to it, they would take six times as long."""
    lengths = [160, *[14] * 12, *[30] * 8]
    padded = sum(len(batch) * max(lengths[i] for i in batch) for batch in _batches(lengths))
    assert padded == sum(lengths)
    assert len(_batches([20] * 20)) == 1, "texts of one length go together"


def test_texts_in_one_batch_are_told_from_their_padding(local: LocalEmbedder) -> None:
    texts = ["short", "a sentence of some more words than one", "a long text about refunds and fees " * 12]
    together = LocalEmbedder(cache=0).embed(texts)
    assert np.allclose(together, np.concatenate([LocalEmbedder(cache=0).embed([text]) for text in texts]), atol=1e-4)


def test_a_second_knowledge_base_of_a_program_has_what_the_first_one_asked() -> None:
    first, second = open_embedder("local"), open_embedder("local")
    made = first.embed(["a clause that two companies have in common"])
    assert np.array_equal(second.embed(["other words " * 30, "a clause that two companies have in common"])[1], made[0])
    assert second is first


def test_a_text_of_several_parts_has_the_direction_of_their_mean_each_by_its_length() -> None:
    parts, vectors = ["The kiln cracked on its first firing.", "Why?"], np.eye(2, 4, dtype=np.float32)
    whole = made_of(parts, vectors)
    assert np.isclose(np.linalg.norm(whole), 1)
    assert np.allclose(whole / whole[1], [len(parts[0]) / len(parts[1]), 1, 0, 0])
    assert np.allclose(made_of(parts[:1], vectors[:1]), vectors[0])
