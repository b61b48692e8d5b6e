"""Promises of the folder of converted encoders, shown with a model small enough to convert again and again."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from index.encoder_model import TorchEncoder, model_fingerprint
from index.errors import EncoderError
from index.openvino_encoder import load_encoder
from tests.conftest import no_network
from tests.index.tiny_model import make_tiny_model

TEXTS = ("the dam held", "a ferry crosses twice a day", "who said the gates stood empty " * 5)


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_tiny_model(tmp_path_factory.mktemp("tiny"))


@pytest.fixture(scope="module")
def converted(model: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    cache = tmp_path_factory.mktemp("converted")
    with no_network():
        load_encoder(str(model), "openvino", cache)
    return cache


@pytest.fixture
def cache(converted: Path, tmp_path: Path) -> Path:
    """A copy of the converted encoders to break."""
    return Path(shutil.copytree(converted, tmp_path / "encoders"))


def home(cache: Path) -> Path:
    (only,) = (path for path in cache.iterdir() if path.is_dir())
    return only


def test_a_model_of_ones_own_gives_the_vectors_that_torch_gives(model: Path, cache: Path) -> None:
    with no_network():
        ours = load_encoder(str(model), "openvino", cache)
        torch = load_encoder(str(model), "torch", cache)
    assert isinstance(torch, TorchEncoder)
    assert ours.dimension == torch.dimension == 32
    assert ours.fingerprint != torch.fingerprint
    cosines = np.sum(ours.encode_documents(TEXTS) * torch.encode_documents(TEXTS), axis=1)
    assert float(cosines.min()) >= 0.999
    assert float(ours.encode_query(TEXTS[0]) @ torch.encode_query(TEXTS[0])) >= 0.999
    for one in (ours, torch):  # nothing was learnt of its questions
        assert np.array_equal(one.encode_turned(TEXTS[0]), one.encode_query(TEXTS[0]))


def test_a_converted_encoder_is_loaded_again_and_not_made_again(model: Path, cache: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in home(cache).iterdir()}
    load_encoder(str(model), "openvino", cache)
    assert {path: path.stat().st_mtime_ns for path in home(cache).iterdir()} == before


def vectors(model: Path, cache: Path) -> bytes:
    return load_encoder(str(model), "openvino", cache).encode_documents(TEXTS).tobytes()


def test_a_converted_file_that_is_damaged_or_missing_is_made_again(model: Path, cache: Path) -> None:
    expected = vectors(model, cache)
    for name, broken in (("model.xml", None), ("model.bin", b"x"), ("tokenizer.json", b"x"), ("card.json", b"x")):
        path = home(cache) / name
        whole = path.read_bytes()
        path.unlink()
        if broken is not None:
            path.write_bytes(broken + whole[1:])
        assert vectors(model, cache) == expected, name
        assert not path.read_bytes().startswith(b"x"), name


def test_a_card_whose_facts_were_changed_is_made_again(model: Path, cache: Path) -> None:
    path = home(cache) / "card.json"
    facts = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps({**facts, "longest": 4}), encoding="utf-8")
    load_encoder(str(model), "openvino", cache)
    assert json.loads(path.read_text(encoding="utf-8"))["longest"] == facts["longest"]


def test_what_a_killed_conversion_left_behind_is_cleared_away(model: Path, cache: Path) -> None:
    left = cache / f".{home(cache).name}.999999"
    shutil.copytree(home(cache), left)
    shutil.rmtree(cache / left.name[1 : -len(".999999")])
    load_encoder(str(model), "openvino", cache)
    assert not left.exists()


def test_other_weights_have_another_fingerprint(model: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(model, tmp_path / "model"))
    assert model_fingerprint(str(copy)) == model_fingerprint(str(model))
    weights = copy / "model.safetensors"
    raw = bytearray(weights.read_bytes())
    raw[-1] ^= 1
    weights.write_bytes(raw)
    assert model_fingerprint(str(copy)) != model_fingerprint(str(model))


def test_a_folder_that_holds_no_model_is_named_with_the_remedy(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with no_network(), pytest.raises(EncoderError, match="cannot be loaded"):
        load_encoder(str(tmp_path / "empty"), "openvino", tmp_path / "encoders")


_LIMITED = """
import resource, sys
from pathlib import Path
from index.errors import UnwritableError
from index.openvino_encoder import load_encoder
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[3]), -1))
try:
    load_encoder(sys.argv[1], "openvino", Path(sys.argv[2]))
except UnwritableError as error:
    sys.stdout.write(str(error))
"""


def test_a_disk_that_takes_no_converted_encoder_is_one_error_and_nothing_is_left(model: Path, tmp_path: Path) -> None:
    """A limit on the size of a file in place of a full disk; it was the library's error without a reason."""
    command = [sys.executable, "-c", _LIMITED, str(model), str(tmp_path / "encoders"), "5000"]
    root = Path(__file__).resolve().parents[2]
    ran = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    assert f"{tmp_path / 'encoders'} cannot be written (" in ran.stdout
    assert [path.name for path in (tmp_path / "encoders").iterdir()] == ["conversion.lock"]
