"""How long a photo takes from arrival to disk, how large it is kept, and how often its verdict is right.

Run from the top folder: python -m bench.photos [number of pictures]
"""

import secrets
import sys
import tempfile
import time
from collections import Counter
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from random import Random

from PIL import Image

from tests.support.pictures import take, take_one
from vssid_app.core.files import FolderStore, PrivateFiles, new_file_id
from vssid_app.core.pictures import re_encode, read_picture
from vssid_app.enrolment.photo_kinds import PhotoKind
from vssid_app.enrolment.photo_rules import PhotoProblem, judge
from vssid_app.enrolment.sample_pictures import PaperFacts, draw_sample

TWELVE_MEGAPIXELS = (4000, 3000)
GOOD = "good"


class OneKey:
    """A key for this run alone."""

    def __init__(self) -> None:
        """Draw the key."""
        self._key = secrets.token_bytes(32)

    @property
    def current(self) -> tuple[str, bytes]:
        """The only key."""
        return "bench", self._key

    def get(self, key_id: str) -> bytes:
        """The same key under any id."""
        del key_id
        return self._key


def photo_of_a_telephone(kind: str) -> bytes:
    """12 MP with fine grain, as a sensor makes it."""
    # Qualities at which telephones come to their usual 3 MB and 2 MB.
    quality = {"JPEG": 92, "HEIF": 55}[kind]
    image = take_one(Random("bench"), PhotoKind.ID_FRONT, None).image.resize(TWELVE_MEGAPIXELS)
    grain = Random("grain").randbytes(image.width * image.height * 3)
    target = BytesIO()
    Image.blend(image, Image.frombytes("RGB", image.size, grain), 0.05).save(target, kind, quality=quality)
    return target.getvalue()


def time_one(kind: str, files: PrivateFiles) -> None:
    """Print the steps of one photo: decode, judge, encode, encrypt and write."""
    sent = photo_of_a_telephone(kind)
    began, marks = time.process_time(), [time.perf_counter()]
    picture = read_picture(sent)
    marks.append(time.perf_counter())
    judge(picture, PhotoKind.ID_FRONT)
    marks.append(time.perf_counter())
    kept = re_encode(picture)
    marks.append(time.perf_counter())
    files.put(new_file_id(), kept, world=1)
    marks.append(time.perf_counter())
    steps = [f"{(after - before) * 1000:5.0f}" for before, after in pairwise(marks)]
    print(
        f"{kind:5} {len(sent) / 1e6:4.1f} MB → {len(kept) / 1e3:4.0f} KB",
        *steps,
        f"{marks[-1] - marks[0]:6.2f} s, processor {time.process_time() - began:.2f} s",
    )


def time_samples() -> None:
    """Print how long drawing takes, the best of five."""
    facts = PaperFacts(
        "TRẦN MẪU", "05/09/2009", "Nữ", "099309000001", "01/02/2024", "Nơi cấp", "Phường Bồ Đề", 1
    )
    for kind in PhotoKind:
        best = 9.0
        for _ in range(5):
            start = time.perf_counter()
            draw_sample(kind, facts)
            best = min(best, time.perf_counter() - start)
        print(f"sample {kind:18} {best * 1000:4.0f} ms")


def confusion(count: int) -> None:
    """Print the truth against the verdict for the pictures of the test."""
    table: Counter[tuple[str, str]] = Counter()
    for seed in range(count):
        taken = take(seed)
        table[taken.flaw or GOOD, judge(taken.image, taken.kind).problem or GOOD] += 1
    names = [GOOD, *PhotoProblem]
    print(f"{'truth':10}", *(f"{name:>10}" for name in names))
    for truth in names:
        print(f"{truth:10}", *(f"{table[truth, verdict] or '·':>10}" for verdict in names))
    right = sum(table[name, name] for name in names)
    sharp = sum(table[GOOD, name] for name in names)
    print(f"right {right}/{count} = {right / count:.1%}; sharp refused {sharp - table[GOOD, GOOD]}/{sharp}")


def main() -> None:
    """Run all."""
    with tempfile.TemporaryDirectory() as folder:
        files = PrivateFiles(FolderStore(Path(folder)), OneKey())
        print("kind    sent → kept  read judge encode write   all   (ms)")
        for kind in ("JPEG", "HEIF"):
            time_one(kind, files)
    time_samples()
    confusion(int(sys.argv[1]) if len(sys.argv) > 1 else 200)


if __name__ == "__main__":
    main()
