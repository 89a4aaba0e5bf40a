package org.akoma.ground.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.akoma.Answer;
import org.akoma.Caller;

/** Bars and numbers of a drawing that lead to a list: it opens for the reader and holds as many as they say. */
public final class LinkedBars {

    private static final Pattern BAR = Pattern.compile(
            "<div class=\"hbar\"><a href=\"([^\"]+)\">[^<]*</a>.*?hbar__v\">(?:\\d+ (?:sur|of) )?(\\d+)<",
            Pattern.DOTALL);
    private static final Pattern PART = Pattern.compile("<td class=\"r\"><a href=\"([^\"]+)\">(\\d+)<");

    private LinkedBars() {}

    /** @return what the bars of the page say, by their addresses */
    public static Map<String, Integer> of(Caller reader, String page) {
        Map<String, Integer> said = new LinkedHashMap<>();
        for (Pattern link : new Pattern[] {BAR, PART})
            link.matcher(page)
                    .results()
                    .forEach(found -> said.put(found.group(1).replace("&amp;", "&"), Integer.valueOf(found.group(2))));
        said.forEach((address, count) -> {
            assertThat(reader.get(address).status()).as(address).isEqualTo(200);
            assertThat(held(reader, address)).as(address).isEqualTo(count);
        });
        return said;
    }

    private static int held(Caller reader, String address) {
        int lines = 0;
        String cursor = "";
        do {
            Answer answer = reader.get("/api/v1" + address + "&limit=100" + cursor);
            assertThat(answer.status()).as(address + answer).isEqualTo(200);
            lines += answer.json().path("items").size();
            String next = answer.json().path("next").asString("");
            cursor = next.isEmpty() ? "" : "&cursor=" + next;
        } while (!cursor.isEmpty());
        return lines;
    }
}
