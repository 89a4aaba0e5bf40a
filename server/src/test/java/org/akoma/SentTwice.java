package org.akoma;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

/** A form of a page is sent as the page showed it, then a second time, as from a window that was left open. */
public final class SentTwice {

    private SentTwice() {}

    /**
     * Without a version it is refused; with the version of the page it is done; the second time it is refused, or the same step once more.
     *
     * @param fields names and values in turn
     */
    public static void check(Visit visit, String page, String action, String... fields) {
        Answer shown = visit.get(page);
        String version = String.valueOf(Visit.versionOf(shown, action));
        Answer without = visit.post(action, fields);
        assertThat(without.status()).as(action + " without a version").isEqualTo(409);
        assertThat(without.body()).contains("Quelqu’un d’autre a modifié ces informations");
        List<String> all = new ArrayList<>(List.of("version", version));
        all.addAll(List.of(fields));
        String[] sent = all.toArray(String[]::new);
        assertThat(visit.post(action, sent).status()).as(action).isEqualTo(303);
        assertThat(visit.post(action, sent).status())
                .as(action + " a second time")
                .isIn(303, 409, 422);
    }
}
