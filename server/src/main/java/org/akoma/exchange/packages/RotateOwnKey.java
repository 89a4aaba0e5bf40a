package org.akoma.exchange.packages;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.akoma.ground.access.SystemRuns;
import org.akoma.ground.database.DatabaseAddress;
import org.akoma.ground.database.KeyFiles;
import org.akoma.ground.journal.Journal;
import org.akoma.ground.vault.NewKeys;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** A new key of this house for packages. The one before it goes on for an overlap, so that each partner can enter the new one; a lost one ends at once. */
@Component
class RotateOwnKey {

    private final NewKeys keys;
    private final HouseKeys house;
    private final PartnerKeyStore partners;
    private final DatabaseAddress address;
    private final SystemRuns runs;
    private final Journal journal;
    private final Clock clock;

    RotateOwnKey(
            NewKeys keys,
            HouseKeys house,
            PartnerKeyStore partners,
            DatabaseAddress address,
            SystemRuns runs,
            Journal journal,
            Clock clock) {
        this.keys = keys;
        this.house = house;
        this.partners = partners;
        this.address = address;
        this.runs = runs;
        this.journal = journal;
        this.clock = clock;
    }

    /**
     * @param until the former one opens packages until then; null = it is lost
     * @param partners codes of structures whose keys are confirmed here
     */
    record Made(PublicHalf open, String file, @Nullable Instant until, List<String> partners) {}

    /** Null: this host cannot make keys. @param lost the former ones are lost, or known to others */
    @Nullable
    Made go(boolean lost) {
        if (!keys.canBeMadeHere()) return null;
        KeyFiles.Key made = keys.next(KeyFiles.PACKAGES);
        Instant now = clock.instant();
        OwnKeyStore.replaced(address, made.number(), now, lost);
        List<HouseKeys.Own> all = house.all();
        List<String> known = runs.asHouse(() -> {
            journal.noteOfHouse("packages.own-key-made", Map.of("number", made.number(), "lost", lost), now);
            return partners.running();
        });
        return new Made(
                all.getFirst().open(), made.file(), lost ? null : all.get(1).until(), known);
    }
}
