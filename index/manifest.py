"""What a snapshot says of itself, and its name, which is made of its content."""

import hashlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path

from index.errors import SnapshotRefusedError

FORMAT = 2  # raise with any change to the files of a snapshot; others are refused
MANIFEST = "manifest.json"


@dataclass(frozen=True, slots=True)
class SnapshotFile:
    """One file of a snapshot: its path within it, its size in bytes and its hexadecimal SHA-256."""

    path: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class IndexSettings:
    """Everything but the articles that decides what a snapshot holds."""

    encoder: str
    encoder_name: str
    dimension: int
    passage_words: int
    words: str
    sentences: str
    statements: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """The facts of a snapshot; equal articles and settings give an equal manifest and so an equal id."""

    format: int
    settings: IndexSettings
    documents: int
    sentences: int
    passages: int
    statements: int
    speakers: int
    files: tuple[SnapshotFile, ...]

    @property
    def id(self) -> str:
        """Sixteen hexadecimal digits of the SHA-256 of the manifest's canonical JSON."""
        canonical = json.dumps(asdict(self), sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(canonical.encode()).hexdigest()[:16]


def describe_files(folder: Path) -> tuple[SnapshotFile, ...]:
    """Size and checksum of every file under a folder but the manifest, in order of path."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file() and path != folder / MANIFEST)
    return tuple(_described(path, folder) for path in paths)


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Write the manifest into a snapshot's folder."""
    (folder / MANIFEST).write_text(json.dumps(asdict(manifest), indent=1, sort_keys=True) + "\n", encoding="utf-8")


def read_manifest(folder: Path) -> Manifest:
    """Read a snapshot's manifest; raises ``SnapshotRefusedError`` where it is unreadable, foreign or not its own."""
    try:
        stored = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise SnapshotRefusedError(folder.name, f"its manifest cannot be read ({error})") from error
    version = stored.get("format") if isinstance(stored, dict) else None
    if version != FORMAT:
        raise SnapshotRefusedError(folder.name, f"it has format {version!r}, and this program reads {FORMAT}")
    try:
        files = tuple(SnapshotFile(**file) for file in stored["files"])
        manifest = Manifest(**{**stored, "settings": IndexSettings(**stored["settings"]), "files": files})
    except (KeyError, TypeError) as error:
        raise SnapshotRefusedError(folder.name, f"its manifest is incomplete ({error})") from error
    if manifest.id != folder.name:
        raise SnapshotRefusedError(folder.name, f"its manifest belongs to a snapshot {manifest.id}")
    return manifest


def check_files(folder: Path, manifest: Manifest) -> None:
    """Compare every file with the manifest; raises ``SnapshotRefusedError`` naming the first that differs."""
    for file in manifest.files:
        path = folder / file.path
        if not path.is_file():
            raise SnapshotRefusedError(folder.name, f"{file.path} is missing")
        if path.stat().st_size != file.size:
            raise SnapshotRefusedError(
                folder.name, f"{file.path} has {path.stat().st_size} bytes instead of {file.size}"
            )
        if _described(path, folder).sha256 != file.sha256:
            raise SnapshotRefusedError(folder.name, f"{file.path} does not match its checksum")


def _described(path: Path, folder: Path) -> SnapshotFile:
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return SnapshotFile(path.relative_to(folder).as_posix(), path.stat().st_size, digest)
