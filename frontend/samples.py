"""Make the small example pictures of the photo steps: ``python frontend/samples.py`` from the root."""

from io import BytesIO
from pathlib import Path

from PIL import Image

from vssid_app.enrolment.photo_kinds import PhotoKind
from vssid_app.enrolment.sample_pictures import PaperFacts, draw_sample

FOLDER = Path("static/samples")
WIDTH = 240
QUALITY = 65
INVENTED = PaperFacts(
    full_name="NGUYỄN BẢO AN",
    birth_date="05/09/2009",
    sex="Nữ",
    number="099309000016",
    issued_on="12/05/2024",
    issued_at="Cục Cảnh sát QLHC về TTXH",
    address="Tổ 5, Phường Bồ Đề, Thành phố Hà Nội",
    seed=7,
)

if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for kind in (PhotoKind.PORTRAIT, PhotoKind.ID_FRONT, PhotoKind.ID_BACK, PhotoKind.BIRTH_CERTIFICATE):
        picture = Image.open(BytesIO(draw_sample(kind, INVENTED)))
        picture.thumbnail((WIDTH, WIDTH * 2))
        picture.save(FOLDER / f"sample-{kind.replace('_', '-')}.webp", quality=QUALITY, method=6)
