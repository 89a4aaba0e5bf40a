package org.akoma.ground.paper;

import com.openhtmltopdf.extend.FSTextBreaker;
import java.text.BreakIterator;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Where a line may end: as Java says, but never after the apostrophe of an elision, as in <i>l’enfant</i>, nor inside a code, as in <i>AK-049</i>. */
final class LineBreaks implements FSTextBreaker {

    private final BreakIterator usual = BreakIterator.getLineInstance(Locale.ROOT);
    private String text = "";

    @Override
    public void setText(@Nullable String given) {
        text = given == null ? "" : given;
        usual.setText(text);
    }

    @Override
    public int next() {
        int at = usual.next();
        while (at != BreakIterator.DONE && (isInsideWord(at) || isInsideCode(at))) at = usual.next();
        return at;
    }

    private boolean isInsideWord(int at) {
        return at > 1
                && at < text.length()
                && (text.charAt(at - 1) == '\u2019' || text.charAt(at - 1) == '\'')
                && Character.isLetter(text.charAt(at - 2))
                && Character.isLetter(text.charAt(at));
    }

    private boolean isInsideCode(int at) {
        return at > 1
                && at < text.length()
                && text.charAt(at - 1) == '-'
                && isOfCode(text.charAt(at - 2))
                && isOfCode(text.charAt(at));
    }

    private static boolean isOfCode(char letter) {
        return letter >= 'A' && letter <= 'Z' || letter >= '0' && letter <= '9';
    }
}
