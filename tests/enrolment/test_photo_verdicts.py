"""The verdict on photos: generated ones with a known truth, and the limits one by one."""

from collections import Counter
from random import Random

import pytest
from PIL import Image, ImageFilter

from tests.support.picture_subjects import card, page
from tests.support.pictures import TEST_SEEDS, TUNING_SEEDS, Taken, take, take_one
from vssid_app.core.pictures import Picture
from vssid_app.enrolment.paper_outline import find_paper
from vssid_app.enrolment.photo_kinds import PhotoKind
from vssid_app.enrolment.photo_rules import PhotoProblem, Place, Verdict, judge

PAPERS = (PhotoKind.ID_FRONT, PhotoKind.ID_BACK, PhotoKind.BIRTH_CERTIFICATE)
Judged = list[tuple[Taken, Verdict]]


@pytest.fixture(
    scope="module", params=[TEST_SEEDS[:60], pytest.param(TEST_SEEDS, marks=pytest.mark.long)], ids=len
)
def judged(request: pytest.FixtureRequest) -> Judged:
    """The first 60 pictures or all 200 with their verdicts; the pixels are let go, they fill a gigabyte."""
    rows = []
    for seed in request.param:
        taken = take(seed)
        rows.append(
            (
                Taken(seed, taken.kind, taken.flaw, taken.where, Image.new("1", (1, 1))),
                judge(taken.image, taken.kind),
            )
        )
    return rows


def good(kind: PhotoKind, seed: int = 4) -> Image.Image:
    return take_one(Random(f"good {seed}"), kind, None).image


def box_of_paper(image: Image.Image) -> tuple[int, int, int, int]:
    """Left, top, right and bottom in pixels."""
    paper = find_paper(image)
    left, top, right, bottom = paper.box
    return (
        int(left * image.width),
        int(top * image.height),
        int(right * image.width),
        int(bottom * image.height),
    )


def test_no_threshold_was_tuned_on_the_pictures_of_this_test() -> None:
    assert not set(TEST_SEEDS) & set(TUNING_SEEDS)
    assert len(TEST_SEEDS) == 200


def test_95_percent_are_judged_right(judged: Judged) -> None:
    wrong = [
        f"{taken.seed} {taken.flaw} as {verdict.problem}"
        for taken, verdict in judged
        if verdict.problem != taken.flaw
    ]
    assert len(wrong) <= 0.05 * len(judged), wrong


def test_of_the_sharp_ones_at_most_2_percent_are_refused(judged: Judged) -> None:
    sharp = [verdict for taken, verdict in judged if taken.flaw is None]
    assert len(sharp) == 0.3 * len(judged)
    assert sum(not verdict.is_good for verdict in sharp) <= 0.02 * len(sharp)


def test_each_flaw_is_recognised_in_four_of_five_pictures(judged: Judged) -> None:
    all_of = Counter(taken.flaw for taken, _ in judged if taken.flaw)
    right = Counter(taken.flaw for taken, verdict in judged if taken.flaw and verdict.problem is taken.flaw)
    assert set(all_of) == set(PhotoProblem)
    assert {flaw for flaw in all_of if right[flaw] < 0.8 * all_of[flaw]} == set()


def test_the_edge_and_the_corner_that_are_named_are_right(judged: Judged) -> None:
    named = [(taken, verdict) for taken, verdict in judged if taken.where and verdict.problem is taken.flaw]
    assert len(named) >= 0.2 * len(judged)
    assert [taken.seed for taken, verdict in named if verdict.where is not taken.where] == []


def test_only_a_cut_and_a_glare_have_a_place(judged: Judged) -> None:
    for _, verdict in judged:
        assert (verdict.where is not None) == (verdict.problem in {PhotoProblem.CUT, PhotoProblem.GLARE})


@pytest.mark.parametrize("kind", list(PhotoKind))
def test_the_same_photo_gets_the_same_verdict(kind: PhotoKind) -> None:
    assert judge(good(kind), kind) == judge(good(kind), kind)


@pytest.mark.parametrize("kind", PAPERS)
def test_a_paper_needs_a_thousand_pixels_as_sent(kind: PhotoKind) -> None:
    image = good(kind)
    sides = sorted((1000, int(1000 * min(image.size) / max(image.size))))
    enough = Picture(image=image, width=sides[1], height=sides[0])
    too_few = Picture(image=image, width=999, height=sides[0])
    assert judge(enough, kind).is_good
    assert judge(too_few, kind).problem is PhotoProblem.TOO_SMALL


def test_a_portrait_needs_fewer_pixels_than_a_paper() -> None:
    image = good(PhotoKind.PORTRAIT)
    small = image.resize((480, 480 * image.height // image.width), Image.Resampling.BOX)
    assert judge(small, PhotoKind.PORTRAIT).is_good


@pytest.mark.parametrize("seed", range(4))
def test_a_paper_that_fills_the_photo_to_all_edges_is_good(seed: int) -> None:
    scanned_card, scanned_page = card(Random(seed), 1500), page(Random(seed), 1100)
    assert judge(scanned_card.convert("RGB"), PhotoKind.ID_FRONT).is_good
    assert judge(scanned_page.convert("RGB"), PhotoKind.BIRTH_CERTIFICATE).is_good


def test_a_card_held_so_close_that_no_table_is_seen_is_not_called_cut() -> None:
    image = good(PhotoKind.ID_FRONT)
    left, top, right, bottom = box_of_paper(image)
    rim = image.width // 30
    close = image.crop((left + rim, top + rim, right - rim, bottom - rim)).resize(image.size)
    assert judge(close, PhotoKind.ID_FRONT).problem is not PhotoProblem.CUT


@pytest.mark.parametrize("edge", [Place.TOP, Place.RIGHT, Place.BOTTOM, Place.LEFT])
def test_a_photo_cropped_into_its_paper_is_cut_at_that_edge(edge: Place) -> None:
    image = good(PhotoKind.ID_FRONT)
    left, top, right, bottom = box_of_paper(image)
    across, down = (right - left) // 5, (bottom - top) // 5
    box = {
        Place.LEFT: (left + across, 0, image.width, image.height),
        Place.TOP: (0, top + down, image.width, image.height),
        Place.RIGHT: (0, 0, right - across, image.height),
        Place.BOTTOM: (0, 0, image.width, bottom - down),
    }
    verdict = judge(Picture(image=image.crop(box[edge]), width=2000, height=1500), PhotoKind.ID_FRONT)
    assert (verdict.problem, verdict.where) == (PhotoProblem.CUT, edge)


def test_a_portrait_is_never_cut_and_has_no_glare() -> None:
    white_wall = Image.new("RGB", (1200, 1600), "white")
    white_wall.paste(good(PhotoKind.PORTRAIT).resize((1000, 1500)), (100, 100))
    assert judge(white_wall, PhotoKind.PORTRAIT).is_good


def test_noise_does_not_pass_for_sharpness() -> None:
    blurred = good(PhotoKind.ID_FRONT).filter(ImageFilter.GaussianBlur(9))
    noise = Image.frombytes("RGB", blurred.size, Random(5).randbytes(blurred.width * blurred.height * 3))
    grainy = Image.blend(blurred, noise, 0.12)
    assert judge(grainy, PhotoKind.ID_FRONT).problem is PhotoProblem.BLURRED


def test_a_dark_room_is_dark_also_when_the_telephone_made_it_brighter() -> None:
    dim = good(PhotoKind.ID_FRONT).point([level // 3 for level in range(256)] * 3)
    small = (dim.width // 3, dim.height // 3)
    noise = Image.frombytes("RGB", small, Random(6).randbytes(small[0] * small[1] * 3)).resize(dim.size)
    grainy = Image.blend(dim, noise, 0.35)
    assert judge(grainy, PhotoKind.ID_FRONT).problem is PhotoProblem.DARK


@pytest.mark.parametrize("colour", ["white", "black", "#808080", "#F3EBD8"])
@pytest.mark.parametrize("kind", list(PhotoKind))
def test_a_photo_of_nothing_is_refused(kind: PhotoKind, colour: str) -> None:
    assert not judge(Image.new("RGB", (1200, 1600), colour), kind).is_good


@pytest.mark.parametrize("size", [(1, 1), (1, 2000), (2000, 3), (2000, 20)])
@pytest.mark.parametrize("kind", [PhotoKind.PORTRAIT, PhotoKind.ID_BACK])
def test_strange_shapes_are_judged_without_a_crash(kind: PhotoKind, size: tuple[int, int]) -> None:
    assert not judge(Image.new("RGB", size, "gray"), kind).is_good
