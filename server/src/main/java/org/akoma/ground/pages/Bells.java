package org.akoma.ground.pages;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.akoma.ground.access.Actor;
import org.jspecify.annotations.Nullable;

/** A person's notifications, for the bar of every page and the pages of what is to be done. Implemented by the room {@code notices}. */
public interface Bells {

    /** How many they have not seen. */
    int unread(Actor actor);

    /** What became of what they asked others, until they read it; of a child in danger first, then the newest first. */
    List<News> news(Actor actor);

    /** @param href marks it as read and leads to the record */
    record News(String line, String href, Instant at) {}

    /** The room of records to which notifications lead. */
    interface Room {
        /** Those of its own that the reader may open. */
        Map<UUID, Target> targets(Actor actor, Collection<UUID> ids);

        /** The targets of those ids of which the search finds one. */
        static Map<UUID, Target> found(Collection<UUID> ids, Function<UUID, Optional<Target>> search) {
            Map<UUID, Target> targets = new HashMap<>();
            ids.forEach(id -> search.apply(id).ifPresent(target -> targets.put(id, target)));
            return targets;
        }
    }

    /**
     * @param became what became of it, in words; null = nothing to tell
     * @param danger whether it is about a child in danger
     * @param about what it is, in words, where the kind of the notification alone would not say; null = the kind says enough
     * @param waits whether the reader is to answer it, so that it still rings after its list was opened
     */
    record Target(
            String href,
            @Nullable String became,
            boolean danger,
            @Nullable String about,
            boolean waits) {
        public Target(String href, @Nullable String became) {
            this(href, became, false, null, false);
        }

        public Target(String href, @Nullable String became, boolean danger, boolean waits) {
            this(href, became, danger, null, waits);
        }

        /** A child's file, by its code. */
        public static Target ofFile(String code) {
            return new Target("/cases/" + code, null, false, code, false);
        }

        public static Target about(String href, @Nullable String became, String about) {
            return new Target(href, became, false, about, false);
        }
    }
}
