package org.akoma.ground.access;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.database.CompartmentContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What structures are called, for every page that shows the code of one. Kept for half a minute: a name that is corrected on another copy of the
 * application is shown by then. Names of structures are the same for everybody.
 */
@Component
class StructureNames {

    private static final long LIFE = Duration.ofSeconds(30).toNanos();

    private final OrganisationStore store;
    private volatile @Nullable Known known;

    StructureNames(OrganisationStore store) {
        this.store = store;
    }

    private record Known(Map<String, Organisation> byCode, long readAt) {}

    /**
     * The structure of this code.
     *
     * @param login on which it may be asked for
     */
    Optional<Organisation> find(Compartment login, String code) {
        return Optional.ofNullable(known(login).byCode.get(code));
    }

    List<String> codes(Compartment login) {
        return known(login).byCode.keySet().stream().sorted().toList();
    }

    private Known known(Compartment login) {
        Known now = known;
        return now == null || System.nanoTime() - now.readAt > LIFE ? read(login) : now;
    }

    private Known read(Compartment login) {
        Known now = CompartmentContext.through(
                login,
                () -> new Known(
                        store.all().stream().collect(Collectors.toMap(Organisation::code, one -> one)),
                        System.nanoTime()));
        known = now;
        return now;
    }

    /** After a structure was made or corrected. */
    void forget() {
        known = null;
    }
}
