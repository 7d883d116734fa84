"""Files as a person would write them: decisions, units, titles and profiles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from generator.additions import scalar
from generator.importers.proposing.awards import Award
from generator.importers.proposing.decisions import NewDecision
from generator.importers.proposing.guesses import form_of, level_of, only_for, unit_kind_of
from generator.importers.proposing.stubs import Stub

_UNIT_KINDS = "agency | enterprise | cooperative | school | hospital | institute | military"
_FORMS = "title | order | medal | certificate | flag | badge | prize"
_LEVELS = "grassroots | district | province | ministry | state | international"


def decision_text(decision: NewDecision, source: str, url: str, ids: Mapping[int, str]) -> str:
    """A decision; *source* names the list, *ids* the profiles that are new, by row."""
    key = decision.key
    lines = [f"# Nhập từ {source}. Hãy đối chiếu với văn bản đã ký."]
    lines += (
        [f"number: {scalar(key.number)}"]
        if key.number
        else ["# Số quyết định, nếu có.", "#number: 12/QĐ"]
    )
    lines += [f"date: {key.date}", f"authority: {key.authority}", f"title: {decision.title}"]
    lines += ["# Một, hai câu tóm tắt: khen ai, vì việc gì.", "#summary:"]
    lines += (
        [f"campaign: {key.campaign}"]
        if key.campaign
        else ["# Phong trào: id trong campaigns/.", "#campaign:"]
    )
    if url:
        lines.append(f"url: {scalar(url)}")
    lines += [
        "# Việc bình chọn, đủ năm bước: nomination (giới thiệu), vote (bỏ phiếu), public_notice",
        "# (công khai), appraisal (thẩm định), approval (phê duyệt).",
        "#selection:",
        "recipients:",
    ]
    for award in decision.awards:
        item = recipient_text(award, decision.title, ids.get(award.row, ""))
        lines += [f"  {line}" for line in item.splitlines()]
    return _text(lines)


def recipient_text(award: Award, title: str, profile: str) -> str:
    """An entry of `recipients`; *title* is the decision's own, *profile* a new one."""
    profile = award.profile or profile
    fields = [("profile", profile)] if profile else [("name", scalar(award.name))]
    if award.kind and not profile:
        fields.append(("kind", award.kind))
    if award.unit:
        fields.append(("unit", award.unit))
    if award.position != "unknown":
        fields.append(("position", award.position))
    if award.title != title:
        fields.append(("title", award.title))
    if award.citation:
        fields.append(("citation", scalar(award.citation)))
    if award.share:
        fields.append(("share", award.share))
    if award.count != 1:
        fields.append(("count", str(award.count)))
    lines = [f"{name}: {value}" for name, value in fields]
    lines += [f"# {each}" for each in _remarks(award, profile)]
    return "- " + "\n  ".join(lines)


def unit_text(stub: Stub) -> str:
    """An entry of units.yaml."""
    kind = unit_kind_of(stub.name)
    lines = [f"- id: {stub.id}", f"  name: {scalar(stub.name)}"]
    lines += (
        [f"  kind: {kind}"]
        if kind
        else [
            f"  # Hãy chọn: {_UNIT_KINDS}",
            "  # | country | province | district | commune | …",
            "  kind: other",
        ]
    )
    lines += (
        [f"  parent: {stub.parent}"]
        if stub.parent
        else ["  # Đơn vị cấp trên: id trong tệp này.", "  #parent:"]
    )
    return "\n".join(lines)


def title_text(stub: Stub) -> str:
    """An entry of titles.yaml."""
    form, level, only = form_of(stub.name), level_of(stub.name), only_for(stub.name)
    lines = [f"- id: {stub.id}", f"  name: {scalar(stub.name)}"]
    lines += [] if form else [f"  # Hãy chọn: {_FORMS}"]
    lines.append(f"  form: {form or 'title'}")
    lines += [] if level else [f"  # Hãy chọn: {_LEVELS}"]
    lines.append(f"  level: {level or 'grassroots'}")
    if only:
        lines.append(f"  eligible: [{only}]")
    lines += ["  # Tiêu chuẩn, và đơn vị có quyền trao.", "  #criteria:", "  #conferred_by:"]
    return "\n".join(lines)


def profile_text(award: Award) -> str:
    """A profile to be written by somebody who knows: a draft until then."""
    lines = ["---", f"name: {scalar(award.name)}", f"kind: {award.kind or 'individual'}"]
    lines += ["# Một câu: vì sao nên biết đến.", "#summary:"]
    lines += [f"unit: {award.unit}"] if award.unit else ["#unit:"]
    lines += [f"role: {scalar(award.role)}"] if award.role else []
    lines += [f"position: {award.position}"] if award.position != "unknown" else []
    if award.kind != "collective":
        lines += ["# Người còn sống: dựa vào đâu mà đăng.", "#consent:", "#  basis:"]
    lines += ["# Còn dòng này thì trang chưa hiện.", "draft: true", "---", ""]
    lines.append("Viết câu chuyện ở đây, rồi xoá dòng này")
    if award.citation:
        lines += ["", f"<!-- Thành tích trong danh sách: {_comment(award.citation)} -->"]
    return _text(lines)


def _remarks(award: Award, profile: str) -> Iterator[str]:
    if profile and not award.profile:
        yield award.name
    if award.role:
        yield f"Chức vụ: {award.role}"
    if award.note:
        yield f"Ghi chú: {award.note}"
    if award.namesakes and not profile:
        ids = ", ".join(award.namesakes)
        yield f"Trùng tên với hồ sơ {ids}; nếu là một người, hãy ghi profile: thay cho name:."
    if award.nearly:
        yield f"Tên chỉ khác dấu với {', '.join(award.nearly)}; nếu là một người, hãy sửa cho khớp."


def _comment(words: str) -> str:
    return words.replace("--", "––").replace(">", "›")


def _text(lines: Iterable[str]) -> str:
    return "".join(f"{line}\n" for line in lines)
