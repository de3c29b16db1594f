"""What invented families, officers and the post have written on what lies on the demo's desk."""

COLLEAGUE = "Vũ Thử Hà"
WHY_THERE = "Gần nhà hơn."
WRONG = "Ngày sinh trên giấy khai sinh khác ngày này."
ANSWER = "Đã đối chiếu với giấy tờ gửi kèm và sửa dữ liệu."
NOT_MET = "Không gặp người nhận."
