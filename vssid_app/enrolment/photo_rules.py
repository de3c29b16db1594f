"""placeholder"""

from enum import StrEnum

class PhotoKind(StrEnum):
    PORTRAIT = "portrait"
    ID_FRONT = "id_front"
    ID_BACK = "id_back"
    BIRTH_CERTIFICATE = "birth_certificate"

class PhotoProblem(StrEnum):
    TOO_SMALL = "too_small"
    DARK = "dark"
    BURNT = "burnt"
    BLURRED = "blurred"
    CUT = "cut"
    GLARE = "glare"

class Place(StrEnum):
    TOP = "top"
    RIGHT = "right"
    BOTTOM = "bottom"
    LEFT = "left"
    TOP_LEFT = "top_left"
    TOP_RIGHT = "top_right"
    BOTTOM_LEFT = "bottom_left"
    BOTTOM_RIGHT = "bottom_right"
    MIDDLE = "middle"
