package org.akoma.ground.forms;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.akoma.Answer;
import org.akoma.Caller;
import org.akoma.Visit;

/** The errors of an input by field, read from the summary of a page and from a JSON answer. */
public final class BothDoors {

    private static final Pattern LINK =
            Pattern.compile("<a href=\"#([^\"]+)\"[^>]*>(?:<span>[^<]*</span>)?([^<]+)</a>");

    private BothDoors() {}

    public static Map<String, String> onThePage(Answer page) {
        String summary = page.body().substring(page.body().indexOf("errors-title"));
        Map<String, String> found = new TreeMap<>();
        LINK.matcher(summary.substring(0, summary.indexOf("</ul>")))
                .results()
                .forEach((MatchResult one) ->
                        found.put(one.group(1), one.group(2).replace('\u00a0', ' ')));
        return found;
    }

    public static Map<String, String> inJson(Answer json) {
        Map<String, String> found = new TreeMap<>();
        json.json()
                .path("errors")
                .forEach(one -> found.put(
                        one.path("field").asString(),
                        one.path("message").asString().replace('\u00a0', ' ')));
        return found;
    }

    /** The same input, wrong, is refused with the same texts at the same fields. */
    public static void sameErrors(Visit visit, String page, Caller program, String address, Map<String, ?> wrong) {
        String[] typed = wrong.entrySet().stream()
                .flatMap(one -> Stream.of(one.getKey(), String.valueOf(one.getValue())))
                .toArray(String[]::new);
        Answer shown = visit.post(page, typed);
        Answer sent = program.post(address, wrong);
        assertThat(shown.status()).as(page).isEqualTo(sent.status()).isEqualTo(422);
        assertThat(onThePage(shown)).as(page).isEqualTo(inJson(sent)).isNotEmpty();
    }
}
