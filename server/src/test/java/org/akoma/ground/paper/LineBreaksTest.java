package org.akoma.ground.paper;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Where a line of paper may end. */
class LineBreaksTest {

    private static List<String> pieces(String text) {
        LineBreaks breaks = new LineBreaks();
        breaks.setText(text);
        List<String> pieces = new ArrayList<>();
        int from = 0;
        for (int at = breaks.next(); at != BreakIterator.DONE; at = breaks.next()) {
            pieces.add(text.substring(from, at));
            from = at;
        }
        return pieces;
    }

    @Test
    void neitherAfterAnElisionNorInsideACode() {
        assertThat(pieces("l’enfant AK-049 de VOC-BF-3")).containsExactly("l’enfant ", "AK-049 ", "de ", "VOC-BF-3");
    }

    @Test
    void afterTheHyphenOfAWord() {
        assertThat(pieces("porte-à-porte")).containsExactly("porte-", "à-", "porte");
    }
}
