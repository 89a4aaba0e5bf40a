package org.akoma.exchange.exports;

import java.util.List;
import org.akoma.ground.access.Actor;
import org.jspecify.annotations.Nullable;

/**
 * A file for use outside of Akoma, as the page of exports offers it. Other rooms bring theirs as a bean. What it is, for whom, what it holds and whether it
 * may be published are the texts {@code exchange.file.<key>.title}, {@code .who}, {@code .holds} and {@code .safe}.
 */
public interface OfferedFile {

    /** None: this person has no such file. */
    List<Row> rows(Actor actor);

    /**
     * @param mayBePublished whether nothing in it is of a child
     * @param links none as long as something has to be done first
     * @param before what has to be done first, or what the file depends on; null = nothing
     */
    record Row(
            String key,
            boolean mayBePublished,
            List<Link> links,
            @Nullable Link before) {
        public Row {
            links = List.copyOf(links);
        }
    }

    /** @param text key of the words of the link */
    record Link(String text, String address) {}
}
