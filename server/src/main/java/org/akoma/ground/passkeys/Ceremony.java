package org.akoma.ground.passkeys;

import com.webauthn4j.verifier.exception.MaliciousCounterValueException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.webauthn.api.AuthenticatorAssertionResponse;
import org.springframework.security.web.webauthn.api.AuthenticatorAttestationResponse;
import org.springframework.security.web.webauthn.api.AuthenticatorSelectionCriteria;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.CredentialRecord;
import org.springframework.security.web.webauthn.api.ImmutablePublicKeyCredentialUserEntity;
import org.springframework.security.web.webauthn.api.PublicKeyCredential;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialRpEntity;
import org.springframework.security.web.webauthn.api.ResidentKeyRequirement;
import org.springframework.security.web.webauthn.api.UserVerificationRequirement;
import org.springframework.security.web.webauthn.jackson.WebauthnJacksonModule;
import org.springframework.security.web.webauthn.management.ImmutablePublicKeyCredentialCreationOptionsRequest;
import org.springframework.security.web.webauthn.management.ImmutablePublicKeyCredentialRequestOptionsRequest;
import org.springframework.security.web.webauthn.management.ImmutableRelyingPartyRegistrationRequest;
import org.springframework.security.web.webauthn.management.MapPublicKeyCredentialUserEntityRepository;
import org.springframework.security.web.webauthn.management.MapUserCredentialRepository;
import org.springframework.security.web.webauthn.management.RelyingPartyAuthenticationRequest;
import org.springframework.security.web.webauthn.management.RelyingPartyPublicKey;
import org.springframework.security.web.webauthn.management.Webauthn4JRelyingPartyOperations;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * One question to a device and its answer, by the standard (WebAuthn) as Spring Security implements it. It knows the keys that it is given and no others, and
 * keeps nothing: what is kept is decided by who calls it.
 */
final class Ceremony {

    private static final Logger log = LoggerFactory.getLogger(Ceremony.class);

    /** Of an answer, in characters: a device answers in some hundreds; one that names its maker in some thousands. */
    static final int LONGEST = 12_000;

    private static final JsonMapper JSON =
            JsonMapper.builder().addModule(new WebauthnJacksonModule()).build();

    private final String person;
    private final MapUserCredentialRepository keys = new MapUserCredentialRepository();
    private final Webauthn4JRelyingPartyOperations library;

    /**
     * @param person what the device shows of whose key it is, such as {@code SW-01}
     * @param handle of the person, in base64url
     */
    Ceremony(RelyingParty here, String challenge, String person, String handle, List<CredentialRecord> known) {
        this.person = person;
        MapPublicKeyCredentialUserEntityRepository people = new MapPublicKeyCredentialUserEntityRepository();
        people.save(ImmutablePublicKeyCredentialUserEntity.builder()
                .id(Bytes.fromBase64(handle))
                .name(person)
                .displayName(person)
                .build());
        known.forEach(keys::save);
        this.library = new Webauthn4JRelyingPartyOperations(
                people,
                keys,
                PublicKeyCredentialRpEntity.builder()
                        .id(here.id())
                        .name("Akoma")
                        .build(),
                Set.of(here.origin()));
        Bytes asked = Bytes.fromBase64(challenge);
        library.setCustomizeCreationOptions(options -> options.challenge(asked)
                .timeout(Question.LIFE)
                .authenticatorSelection(AuthenticatorSelectionCriteria.builder()
                        .residentKey(ResidentKeyRequirement.REQUIRED)
                        .userVerification(UserVerificationRequirement.REQUIRED)
                        .build()));
        library.setCustomizeRequestOptions(options ->
                options.challenge(asked).timeout(Question.LIFE).userVerification(UserVerificationRequirement.REQUIRED));
    }

    /** What {@code navigator.credentials.create} is asked, as JSON. */
    String toAdd() {
        return JSON.writeValueAsString(library.createPublicKeyCredentialCreationOptions(
                new ImmutablePublicKeyCredentialCreationOptionsRequest(signedIn())));
    }

    /** What {@code navigator.credentials.get} is asked, as JSON. Only who is signed in reads which keys they have. */
    String toShow(boolean inside) {
        return JSON.writeValueAsString(library.createCredentialRequestOptions(
                new ImmutablePublicKeyCredentialRequestOptionsRequest(inside ? signedIn() : null)));
    }

    private Authentication signedIn() {
        return UsernamePasswordAuthenticationToken.authenticated(person, "", List.of());
    }

    /** The key that a device made; empty when what was sent proves none. */
    Optional<CredentialRecord> added(String sent) {
        PublicKeyCredential<AuthenticatorAttestationResponse> answer = read(sent, new TypeReference<>() {});
        if (answer == null) return Optional.empty();
        try {
            return Optional.of(library.registerCredential(new ImmutableRelyingPartyRegistrationRequest(
                    library.createPublicKeyCredentialCreationOptions(
                            new ImmutablePublicKeyCredentialCreationOptionsRequest(signedIn())),
                    new RelyingPartyPublicKey(answer, person))));
        } catch (RuntimeException e) { // anybody may send anything
            log.warn("A new passkey was refused: {}", e.toString());
            return Optional.empty();
        }
    }

    /** What becomes of an answer. */
    sealed interface Judged {
        /** @param counter as the device showed it; 0 = it does not count */
        record Right(long counter) implements Judged {}

        record Wrong() implements Judged {}

        /** The counter of the device went back: a copy of the key may be about. */
        record Copied() implements Judged {}
    }

    /** Judges an answer by one of the keys that are known here. */
    Judged judge(PublicKeyCredential<AuthenticatorAssertionResponse> answer) {
        try {
            CredentialRecord kept = keys.findByCredentialId(answer.getRawId());
            Bytes named = answer.getResponse().getUserHandle();
            if (kept == null || named != null && !named.equals(kept.getUserEntityUserId())) return new Judged.Wrong();
            library.authenticate(new RelyingPartyAuthenticationRequest(
                    library.createCredentialRequestOptions(
                            new ImmutablePublicKeyCredentialRequestOptionsRequest(signedIn())),
                    answer));
            long shown = Objects.requireNonNull(keys.findByCredentialId(answer.getRawId()))
                    .getSignatureCount();
            return isBehind(shown, kept.getSignatureCount()) ? new Judged.Copied() : new Judged.Right(shown);
        } catch (MaliciousCounterValueException e) {
            return new Judged.Copied();
        } catch (RuntimeException e) { // anybody may send anything
            log.warn("The answer of a passkey was refused: {}", e.toString());
            return new Judged.Wrong();
        }
    }

    /** The library compares with the counter of the day on which the key was made. A device that does not count shows 0 each time. */
    private static boolean isBehind(long shown, long kept) {
        return (shown > 0 || kept > 0) && shown <= kept;
    }

    /** The answer to {@link #toShow}; null for what is none. */
    static @Nullable PublicKeyCredential<AuthenticatorAssertionResponse> shown(@Nullable String sent) {
        return read(sent, new TypeReference<>() {});
    }

    private static <T> @Nullable T read(@Nullable String sent, TypeReference<T> type) {
        if (sent == null || sent.isBlank() || sent.length() > LONGEST) return null;
        try {
            return JSON.readValue(sent, type);
        } catch (JacksonException | IllegalArgumentException strange) { // anybody may send anything
            return null;
        }
    }
}
