"""The order of people's names: Latin ones as they are spelled, Chinese ones by pinyin as names are read."""

import unicodedata
from functools import lru_cache

_READ_AS_SURNAME = (
    "万俟 mo qi, 尉迟 yu chi, 长孙 zhang sun, 单于 chan yu, 澹台 tan tai, 鲜于 xian yu, 亓官 qi guan, 令狐 ling hu, "
    "曾 zeng, 单 shan, 解 xie, 查 zha, 仇 qiu, 区 ou, 朴 piao, 任 ren, 盖 ge, 葛 ge, 纪 ji, 冼 xian, 洗 xian, 缪 miao, "
    "宓 mi, 乐 yue, 覃 qin, 翟 zhai, 祭 zhai, 种 chong, 员 yun, 贠 yun, 黑 he, 秘 bi, 谌 chen, 燕 yan, 逄 pang, "
    "召 shao, 繁 po, 牟 mu, 车 che, 卜 bu, 薄 bo, 折 she, 都 du, 能 nai, 那 na, 隗 wei, 臧 zang, 藏 zang, 褚 chu, "
    "晁 chao, 郗 xi, 过 guo, 於 yu, 相 xiang, 宁 ning, 应 ying, 佴 nai, 句 gou, 呙 guo, 么 yao, 撒 sa, 眭 sui, "
    "柏 bai, 訾 zi, 尹 yin, 华 hua, 曲 qu, 行 xing, 石 shi, 沈 shen, 万 wan, 余 yu, 俞 yu, 谷 gu, 戚 qi, 阚 kan, "
    "佘 she, 尉 wei, 会 gui, 番 pan, 令 ling, 哈 ha, 教 jiao"
)
SURNAMES = {name: tuple(spelled) for name, *spelled in (each.split() for each in _READ_AS_SURNAME.split(", "))}
"""Surnames that are read otherwise than their characters elsewhere, or may be; the compound ones, too."""


@lru_cache(maxsize=4096)
def name_order(shown: str) -> tuple[str, ...]:
    """What to sort people by, given a name as it is shown: of a Chinese one its syllables, each with its character, so
    that one surname stays together; of any other its letters without case and accents."""
    if not any("㐀" <= character <= "\U0003ffff" for character in shown):
        plain = unicodedata.normalize("NFKD", shown)
        return ("".join(each for each in plain if not unicodedata.combining(each)).casefold(), shown)
    from pypinyin import lazy_pinyin

    surname = next((name for name in (shown[:2], shown[:1]) if name in SURNAMES), "")
    rest = shown[len(surname) :]
    read = lazy_pinyin(rest)
    if len(read) != len(rest):  # letters among the characters are read as one
        read = [syllable for each in rest for syllable in lazy_pinyin(each)]
    spelled = [*SURNAMES.get(surname, ()), *read]
    return tuple(part for syllable, each in zip(spelled, shown, strict=False) for part in (syllable.casefold(), each))
