package org.akoma.ground.vault;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.subtle.AesGcmJce;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.database.CompartmentContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Service;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Seals and opens text. Every sealed field is bound to its file and to its place ({@code cases.identity}), so that moving
 * it elsewhere makes it unreadable. To be called inside an actor's transaction: row-level security decides who gets a key.
 */
@Service
public class Vault {

    /** A file's text is gone for good: its key was destroyed. */
    public static final class Erased extends RuntimeException {
        Erased() {
            super("The key of this file was destroyed or is not for the caller");
        }
    }

    /** The bytes were not sealed for this file and place, or were changed since. */
    private static final class NotSealed extends IllegalStateException {
        NotSealed(GeneralSecurityException cause) {
            super("A sealed field does not fit its file, its place or its key", cause);
        }
    }

    /** In the place of fields that do not open: the name of the one field that says so. */
    public static final String UNREADABLE = "unreadable";

    /** What an erasure of a child's file leaves in a column that must hold something. */
    private static final byte[] EMPTIED = {0};

    private static final Logger LOG = LoggerFactory.getLogger(Vault.class);
    private static final int OPENED_KEYS = 2_000;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final VaultStore store;
    private final MasterKeys masters;
    private final JsonMapper json;
    private final MessageSource texts;
    private final Map<ByteBuffer, Aead> opened = Collections.synchronizedMap(new Recent());

    Vault(VaultStore store, MasterKeys masters, JsonMapper json, MessageSource texts) {
        this.store = store;
        this.masters = masters;
        this.json = json;
        this.texts = texts;
    }

    /** Makes the key of a new file. Once; a second call is refused by the database. */
    public void open(UUID file) {
        open(List.of(file));
    }

    /** Makes the keys of new files, one for each. */
    public void open(List<UUID> files) {
        Compartment compartment = CompartmentContext.current();
        Map<UUID, Aead> held = HeldKeys.ofTransaction();
        List<VaultStore.Wrapped> wrapped = new ArrayList<>();
        for (UUID file : files) {
            byte[] key = new byte[32];
            RANDOM.nextBytes(key);
            wrapped.add(
                    new VaultStore.Wrapped(file, encrypt(masters.wrapping(compartment), key, bytes(file.toString()))));
            held.put(file, aead(key));
        }
        store.insert(compartment, wrapped);
    }

    /**
     * Seals a value (as JSON) under the file's key.
     *
     * @param place of the value, such as {@code cases.identity}; bound to the sealed bytes
     */
    public byte[] seal(UUID file, String place, Object value) {
        return encrypt(keyOf(file), json.writeValueAsBytes(value), context(file, place));
    }

    /** Opens what {@link #seal} made, for the same file and place. */
    public <T> T unseal(UUID file, String place, byte[] sealed, Class<T> type) {
        return json.readValue(decrypt(keyOf(file), sealed, context(file, place)), type);
    }

    /**
     * As {@link #unseal}, for a text that people read in a list or on a page: a text that was written past the application or damaged is shown
     * as unreadable and does not hide its neighbours. Not for values that a program uses, such as a secret, an address or a password.
     */
    public <T> T read(UUID file, String place, byte[] sealed, Class<T> type) {
        return readable(place, type, sealed, () -> unseal(file, place, sealed, type));
    }

    /** As {@link #read}, for a value of {@link #sealForHouse}. */
    public <T> T readOfHouse(Compartment compartment, String place, byte[] sealed, Class<T> type) {
        return readable(place, type, sealed, () -> unsealForHouse(compartment, place, sealed, type));
    }

    /** Whether it is a text that {@link #sealForHouse} made for this place. */
    public boolean opensForHouse(Compartment compartment, String place, byte[] sealed) {
        try {
            return !unsealForHouse(compartment, place, sealed, String.class).isBlank();
        } catch (NotSealed | JacksonException forged) {
            return false;
        }
    }

    /** As {@link #read}, for a value of {@link #sealInAirlock}. */
    public <T> T readInAirlock(UUID slip, String place, byte[] sealed, Class<T> type) {
        return readable(place, type, sealed, () -> unsealInAirlock(slip, place, sealed, type));
    }

    /** What {@link #read} shows instead of fields that do not open, for those that are not there. */
    public Map<String, Object> unreadable() {
        return Map.of(UNREADABLE, sentence("vault.unreadable"));
    }

    private String sentence(String key) {
        return texts.getMessage(key, null, LocaleContextHolder.getLocale());
    }

    private <T> T readable(String place, Class<T> type, byte[] sealed, Supplier<T> opening) {
        try {
            return opening.get();
        } catch (NotSealed | JacksonException damaged) {
            boolean emptied = Arrays.equals(sealed, EMPTIED);
            T shown = Unreadable.as(type, sentence(emptied ? "vault.emptied" : "vault.unreadable"));
            if (shown == null) throw damaged;
            if (!emptied) LOG.warn("A sealed text at {} does not open", place);
            return shown;
        }
    }

    /**
     * Seals a piece of a picture, a paper or a voice under the file's key.
     *
     * @param place names the piece and how many there are
     */
    public byte[] sealBytes(UUID file, String place, byte[] plain) {
        return encrypt(keyOf(file), plain, context(file, place));
    }

    /** Opens what {@link #sealBytes} made, for the same file and place. */
    public byte[] unsealBytes(UUID file, String place, byte[] sealed) {
        return decrypt(keyOf(file), sealed, context(file, place));
    }

    /** Seals a value that belongs to no file, under the compartment's own key. */
    public byte[] sealForHouse(Compartment compartment, String place, Object value) {
        return encrypt(masters.house(compartment), json.writeValueAsBytes(value), bytes(place));
    }

    /** Opens a value of {@link #sealForHouse}, for the same compartment and place. */
    public <T> T unsealForHouse(Compartment compartment, String place, byte[] sealed, Class<T> type) {
        return json.readValue(decrypt(masters.house(compartment), sealed, bytes(place)), type);
    }

    /** Seals a value that police and care both read, bound to its slip, under a key for slips only. */
    public byte[] sealInAirlock(UUID slip, String place, Object value) {
        return encrypt(masters.airlock(), json.writeValueAsBytes(value), context(slip, place));
    }

    /** Opens a value of {@link #sealInAirlock}, for the same slip and place. */
    public <T> T unsealInAirlock(UUID slip, String place, byte[] sealed, Class<T> type) {
        return json.readValue(decrypt(masters.airlock(), sealed, context(slip, place)), type);
    }

    /** Blind search tokens: the first 64 bits of a keyed hash, one per text, in the same order. */
    public List<Long> blind(List<String> texts) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(masters.search(CompartmentContext.current()), "HmacSHA256"));
            return texts.stream()
                    .map(text -> ByteBuffer.wrap(mac.doFinal(bytes(text))).getLong())
                    .toList();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java cannot compute HMAC-SHA256", e);
        }
    }

    /** The first 64 bits of a keyed hash of a text, by which the same is known again; for every compartment that people act in. */
    public long print(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(masters.sent(CompartmentContext.current()), "HmacSHA256"));
            return ByteBuffer.wrap(mac.doFinal(bytes(text))).getLong();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java cannot compute HMAC-SHA256", e);
        }
    }

    /** A key for marks that a query compares, one for each place; only for the compartment that keeps them. */
    public byte[] markingKey(String place) {
        return markingKey(CompartmentContext.current(), place);
    }

    private byte[] markingKey(Compartment compartment, String place) {
        return hash(masters.search(compartment), "akoma.mark/" + place);
    }

    /**
     * A mark by which sealed text is found again and kept unique: a keyed hash of 32 bytes, which tells nothing without this compartment's key of tokens.
     *
     * @throws IllegalStateException when this host does not serve the compartment
     */
    public byte[] mark(Compartment compartment, String place, String text) {
        return hash(markingKey(compartment, place), text);
    }

    /** 32 bytes that only who holds the compartment's newest master key can compute, such as what a password is made of that is shown again. */
    public byte[] secret(Compartment compartment, String use, String text) {
        return hash(hash(masters.sent(compartment), "akoma.secret/" + use), text);
    }

    /**
     * Seals a value (as JSON) under a key that is kept nowhere, made by {@link #secret} with something that only one person's browser brings.
     *
     * @param key 32 bytes
     */
    public byte[] sealUnder(byte[] key, String place, Object value) {
        return encrypt(aead(key), json.writeValueAsBytes(value), bytes(place));
    }

    /**
     * Opens what {@link #sealUnder} made, for the same key and place.
     *
     * @throws IllegalStateException when it does not fit
     */
    public <T> T unsealUnder(byte[] key, String place, byte[] sealed, Class<T> type) {
        return json.readValue(decrypt(aead(key), sealed, bytes(place)), type);
    }

    /** Lets go of the keys that were opened last: one of them was destroyed. */
    public void forget() {
        opened.clear();
    }

    /** Whether this host has the keys of the compartment. */
    public boolean serves(Compartment compartment) {
        return masters.serves(compartment);
    }

    private static byte[] hash(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(bytes(text));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java cannot compute HMAC-SHA256", e);
        }
    }

    /** Asked of the database once in a transaction: what it has let the actor have, it does not take back before its end. */
    private Aead keyOf(UUID file) {
        return HeldKeys.ofTransaction().computeIfAbsent(file, this::ask);
    }

    private Aead ask(UUID file) {
        byte[] wrapped = store.findWrapped(file).orElseThrow(Erased::new);
        return opened.computeIfAbsent(ByteBuffer.wrap(wrapped), same -> unwrap(file, wrapped));
    }

    private Aead unwrap(UUID file, byte[] wrapped) {
        return aead(decrypt(masters.wrapping(CompartmentContext.current()), wrapped, bytes(file.toString())));
    }

    private static Aead aead(byte[] key) {
        try {
            return new AesGcmJce(key);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This is no key", e);
        }
    }

    private static byte[] context(UUID file, String place) {
        return bytes(file + "/" + place);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] encrypt(Aead key, byte[] plain, byte[] context) {
        try {
            return key.encrypt(plain, context);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Sealing failed", e);
        }
    }

    private static byte[] decrypt(Aead key, byte[] sealed, byte[] context) {
        try {
            return key.decrypt(sealed, context);
        } catch (GeneralSecurityException e) {
            throw new NotSealed(e);
        }
    }

    /** The keys opened last; they are in memory anyway while a file is worked on. */
    private static final class Recent extends LinkedHashMap<ByteBuffer, Aead> {
        Recent() {
            super(256, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<ByteBuffer, Aead> eldest) {
            return size() > OPENED_KEYS;
        }
    }
}
