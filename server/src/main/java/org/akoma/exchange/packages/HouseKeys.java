package org.akoma.exchange.packages;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.akoma.Ids;
import org.akoma.exchange.packages.PackageRefused.Reason;
import org.akoma.ground.access.Actor;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.database.CompartmentContext;
import org.akoma.ground.database.KeyFiles;
import org.akoma.ground.database.KeyFiles.Key;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * The keys of this house for packages, from the folder of keys; a host that does not serve the care side has none. The newest is the one that partners enter;
 * the one before it opens and signs for some time more, until all have entered the new one.
 */
@Component
class HouseKeys {

    private static final Duration TAKEN_FOR = Duration.ofDays(365);

    private final KeyFiles files;
    private final OwnKeyStore store;
    private final Clock clock;
    private final Map<Integer, HouseKey> read = new ConcurrentHashMap<>();

    HouseKeys(KeyFiles files, OwnKeyStore store, Clock clock) {
        this.files = files;
        this.store = store;
        this.clock = clock;
    }

    enum State {
        RUNNING,
        /** A newer one is there; what was made for this one is opened still. */
        REPLACED,
        OVER,
        /** Lost, or known to others: opens nothing and signs nothing. */
        LOST
    }

    /** @param until null = it is the newest */
    record Own(
            int number, HouseKey key, State state, @Nullable Instant until) {
        boolean isUsed() {
            return state == State.RUNNING || state == State.REPLACED;
        }

        public PublicHalf open() {
            return key.open();
        }
    }

    /** Newest first. What another process made or ended holds at once. */
    List<Own> all() {
        return CompartmentContext.through(Compartment.ADMINISTRATION, store::all).stream()
                .map(this::own)
                .toList();
    }

    private Own own(OwnKeyStore.Row row) {
        HouseKey key = read.computeIfAbsent(
                row.number(), number -> HouseKey.of(files.read(new Key(KeyFiles.PACKAGES, number))));
        return new Own(row.number(), key, state(row), row.until());
    }

    private State state(OwnKeyStore.Row row) {
        if (row.lostAt() != null) return State.LOST;
        if (row.until() == null) return State.RUNNING;
        return row.until().isAfter(clock.instant()) ? State.REPLACED : State.OVER;
    }

    /** The newest. */
    HouseKey key() {
        return all().getFirst().key();
    }

    /** A receipt, a call-back, or the receipt of one: one member as JSON, signed by these keys and encrypted to a partner, who takes it for a year. */
    byte[] letter(Actor actor, Manifest.Kind kind, PartnerKey to, String name, Object words) {
        List<HouseKey> signing = signing();
        Instant now = clock.instant();
        Manifest manifest = new Manifest(
                kind,
                Manifest.SCHEMA,
                Ids.next(),
                actor.organisation(),
                HouseKey.fingerprints(signing),
                to.structure(),
                to.open().recipient(),
                now,
                now.plus(TAKEN_FOR),
                List.of(),
                List.of());
        return SealedFile.write(
                signing, to.open(), manifest, Map.of(name, JsonMapper.shared().writeValueAsBytes(words)));
    }

    /** By which packages are signed, newest first: a partner who has not entered the newest one yet knows one of them. */
    List<HouseKey> signing() {
        return all().stream()
                .filter(Own::isUsed)
                .limit(Manifest.MOST_SIGNERS)
                .map(Own::key)
                .toList();
    }

    /** @throws PackageRefused where what was made for this recipient is not to be opened any more */
    void refuseEnded(String recipient) {
        for (Own one : all())
            if (one.open().recipient().equals(recipient) && !one.isUsed())
                throw new PackageRefused(one.state() == State.LOST ? Reason.OWN_KEY_LOST : Reason.OWN_KEY_OVER);
    }
}
