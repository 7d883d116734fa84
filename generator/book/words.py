"""The words of a yearbook that pages do not have."""

from __future__ import annotations

from collections.abc import Mapping

WORDS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "yearbook": "Yearbook",
        "contents": "Contents",
        "campaigns": "Campaigns",
        "profiles": "Exemplars",
        "rolls": "Rolls of honour",
        "index": "Index of names",
        "launched_by": "Launched by",
        "period": "Period",
        "targets": "Targets and what was reached",
        "no_targets": "No target is recorded",
        "target": "Target",
        "goal": "Goal",
        "latest": "Last measured",
        "outcome": "Outcome",
        "timeline": "What happened",
        "done": "Done",
        "shortcomings": "Shortcomings",
        "lessons": "Lessons",
        "awards": "Awards",
        "results": "Results",
        "before": "Before",
        "after": "After",
        "not_named": "not named here",
        "revoked": "revoked",
        "sources": "Sources",
        "as_of": "As of",
    },
    "vi": {
        "yearbook": "Kỷ yếu",
        "contents": "Mục lục",
        "campaigns": "Phong trào",
        "profiles": "Gương điển hình",
        "rolls": "Danh sách khen thưởng",
        "index": "Tra cứu theo tên",
        "launched_by": "Phát động",
        "period": "Thời gian",
        "targets": "Chỉ tiêu và kết quả",
        "no_targets": "Không có chỉ tiêu nào được ghi lại",
        "target": "Chỉ tiêu",
        "goal": "Mục tiêu",
        "latest": "Đo lần cuối",
        "outcome": "Kết luận",
        "timeline": "Diễn biến",
        "done": "Đã làm được",
        "shortcomings": "Hạn chế",
        "lessons": "Bài học",
        "awards": "Khen thưởng",
        "results": "Thành tích",
        "before": "Trước",
        "after": "Sau",
        "not_named": "không nêu tên ở đây",
        "revoked": "đã thu hồi",
        "sources": "Nguồn",
        "as_of": "Tính đến",
    },
}


def words_in(language: str) -> Mapping[str, str]:
    """The words in a language; in English where there are none in it."""
    return WORDS.get(language, WORDS["en"])
