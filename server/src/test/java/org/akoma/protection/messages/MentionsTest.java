package org.akoma.protection.messages;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MentionsTest {

    @ParameterizedTest
    @CsvSource({
        "Voyez @sw-01., sw-01",
        "@SW-01 et @sw-01, sw-01",
        "(@min-02), min-02",
        "écrivez à a@b.org, ''",
        "un @ seul, ''",
        "@sw-01@sup-01, sw-01",
        "« @sup-01 », sup-01"
    })
    void oneIsMentionedByTheirCode(String text, String expected) {
        assertThat(String.join(" ", Mentions.of(text))).isEqualTo(expected);
    }

    @Test
    void theOrderIsThatOfTheText() {
        assertThat(Mentions.of("@b-2, @a-1 et @b-2")).containsExactly("b-2", "a-1");
    }

    @ParameterizedTest
    @CsvSource({
        "Et AK-012 ?,true",
        "ak-1234,true",
        "AK 021 dort ici,true",
        "AK\u2011021,true",
        "ak021,true",
        "AK - 021,true",
        "\uFF21\uFF2B-021,true",
        "\u0410\u041A-021,true",
        "\u03B1\u03BA-021,true",
        "A\u200BK-021,true",
        "AK\u200B-\u200B021,true",
        "AK----021,true",
        "AK-0 2 1,true",
        "A.K.-0-2-1,true",
        "AK-O21,true",
        "A\u0301K-021,true",
        "AK-\u0660\u0662\u0661,true",
        "AK oil,false",
        "le 2 a 3 km 400,false",
        "MAK-012,false",
        "AK-12,false",
        "loi CI-2010-272,false",
        "SW-01,false"
    })
    void aFileIsNamedByItsCode(String text, boolean named) {
        assertThat(Mentions.namesAFile(text)).isEqualTo(named);
    }
}
