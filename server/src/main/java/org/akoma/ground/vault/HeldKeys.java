package org.akoma.ground.vault;

import com.google.crypto.tink.Aead;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** The keys that the running transaction has been given; they go with it. */
final class HeldKeys implements TransactionSynchronization {

    private final Map<UUID, Aead> keys = new HashMap<>();

    private HeldKeys() {}

    /** Outside a transaction nothing is held. */
    static Map<UUID, Aead> ofTransaction() {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) return new HashMap<>();
        if (TransactionSynchronizationManager.getResource(HeldKeys.class) instanceof HeldKeys held) return held.keys;
        HeldKeys held = new HeldKeys();
        TransactionSynchronizationManager.bindResource(HeldKeys.class, held);
        TransactionSynchronizationManager.registerSynchronization(held);
        return held.keys;
    }

    /** Another transaction within this one may be another person's. */
    @Override
    public void suspend() {
        TransactionSynchronizationManager.unbindResource(HeldKeys.class);
    }

    @Override
    public void resume() {
        TransactionSynchronizationManager.bindResource(HeldKeys.class, this);
    }

    @Override
    public void afterCompletion(int status) {
        TransactionSynchronizationManager.unbindResourceIfPossible(HeldKeys.class);
    }
}
