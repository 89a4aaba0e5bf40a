package org.akoma.ground.vault;

import com.google.crypto.tink.Aead;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import org.akoma.Command;
import org.akoma.Said;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.database.Compartments;
import org.akoma.ground.database.DatabaseAddress;
import org.akoma.ground.database.KeyFiles;
import org.akoma.ground.database.KeyFiles.Key;
import org.springframework.stereotype.Component;

/**
 * {@code ./akoma keys rotate}: a new master key for each compartment and for the airlock, and every file's key wrapped under it. The old keys stay:
 * the journal and what belongs to no file are still sealed under them. Run again after a crash, it wraps what is left.
 */
@Component
class RotateCommand implements Command {

    private static final int AT_ONCE = 1_000;

    private final DatabaseAddress address;
    private final KeyFiles files;
    private final Compartments served;
    private final MasterKeys masters;
    private final NewKeys keys;

    RotateCommand(DatabaseAddress address, KeyFiles files, Compartments served, MasterKeys masters, NewKeys keys) {
        this.address = address;
        this.files = files;
        this.served = served;
        this.masters = masters;
        this.keys = keys;
    }

    @Override
    public String name() {
        return "keys rotate";
    }

    @Override
    public int run(Order order) {
        if (!keys.canBeMadeHere()) {
            order.err().println(Said.say("keys.rotate-elsewhere"));
            return 1;
        }
        RotationStore owner = RotationStore.asOwner(address);
        List<String> made = new ArrayList<>();
        for (Compartment compartment : Compartment.values()) {
            if (!compartment.isActedIn() || !served.serves(compartment)) continue;
            Key key = keys.next(KeyFiles.master(compartment));
            made.add(key.file());
            long wrapped = wrapAnew(owner, compartment, key.number());
            order.out().println(Said.say("keys.made", wrapped, key.file()));
        }
        if (served.serves(Compartment.PROTECTION) || served.serves(Compartment.ENFORCEMENT))
            made.add(keys.next(KeyFiles.AIRLOCK).file());
        order.out().println(Said.say("keys.copy", String.join(", ", made), files.folder()));
        return 0;
    }

    private long wrapAnew(RotationStore owner, Compartment compartment, int number) {
        byte[] prefix = NumberedAead.prefix(number);
        Aead wrapping = masters.wrapping(compartment, number);
        long done = 0;
        for (List<VaultStore.Wrapped> some = owner.wrappedOtherwise(compartment, prefix, AT_ONCE);
                !some.isEmpty();
                some = owner.wrappedOtherwise(compartment, prefix, AT_ONCE)) {
            owner.replace(some.stream().map(one -> anew(wrapping, one)).toList());
            done += some.size();
        }
        return done;
    }

    private static VaultStore.Wrapped anew(Aead wrapping, VaultStore.Wrapped one) {
        byte[] context = one.owner().toString().getBytes(StandardCharsets.UTF_8);
        try {
            return new VaultStore.Wrapped(one.owner(), wrapping.encrypt(wrapping.decrypt(one.key(), context), context));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The key of file " + one.owner() + " does not open", e);
        }
    }
}
