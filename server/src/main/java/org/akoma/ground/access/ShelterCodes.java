package org.akoma.ground.access;

import java.nio.ByteBuffer;
import java.util.UUID;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.vault.Vault;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The code of a shelter is sealed, for it says where a child is. Records name a shelter by an id that says nothing; by a
 * keyed hash of its code it is found again, and two shelters never have the same one. Care's keys: a host without them knows no code.
 */
@Component
public class ShelterCodes {

    private static final String SEAL_CONTEXT = "cases.shelter/";
    private static final String NAME_CONTEXT = "cases.shelter/name/";
    private static final String BY_CODE = "cases.shelter";
    private static final String OF_STORY = "cases.shelter/id";

    private final Vault vault;

    ShelterCodes(Vault vault) {
        this.vault = vault;
    }

    public byte[] seal(UUID shelter, String code) {
        return vault.sealForHouse(Compartment.PROTECTION, SEAL_CONTEXT + shelter, code);
    }

    public String open(UUID shelter, byte[] sealed) {
        return vault.readOfHouse(Compartment.PROTECTION, SEAL_CONTEXT + shelter, sealed, String.class);
    }

    /** Null where there is no shelter, or this host has no key of the care side. */
    public @Nullable String openHere(@Nullable UUID shelter, byte @Nullable [] sealed) {
        return shelter == null || sealed == null || !areHere() ? null : open(shelter, sealed);
    }

    /** What a shelter is called, sealed as its code is. */
    public byte[] sealName(UUID shelter, String name) {
        return vault.sealForHouse(Compartment.PROTECTION, NAME_CONTEXT + shelter, name);
    }

    /** Null where nobody named it. */
    public @Nullable String name(UUID shelter, byte @Nullable [] sealed) {
        return sealed == null
                ? null
                : vault.readOfHouse(Compartment.PROTECTION, NAME_CONTEXT + shelter, sealed, String.class);
    }

    /** By which the shelter of this code is found. */
    public byte[] token(String code) {
        return vault.mark(Compartment.PROTECTION, BY_CODE, code);
    }

    /** Whether this host has the keys of the care side. */
    public boolean areHere() {
        return vault.serves(Compartment.PROTECTION);
    }

    /** The id of a shelter that a scenario names: the same at each import into this house, and not to be guessed without its keys. */
    public UUID idOf(String named) {
        ByteBuffer hash = ByteBuffer.wrap(vault.mark(Compartment.PROTECTION, OF_STORY, named));
        long high =
                hash.getLong() & 0xffff_ffff_ffff_0fffL | 0x8000L; // RFC 9562, version 8: made by a rule of one's own
        long low = hash.getLong() & 0x3fff_ffff_ffff_ffffL | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }
}
