package org.akoma.ground.notices;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.akoma.ground.database.RestoredCopy;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * By a web hook to a gateway for SMS or WhatsApp: {@code POST {"id","to","language","text"}} with {@code Idempotency-Key} (the same on every
 * try) and {@code X-Akoma-Signature} (HMAC-SHA256 of the body, in hex).
 */
@Component
class Gateway implements Sender {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(PATIENCE)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final NotificationText text;
    private final JsonMapper json;
    private final String url;
    private final String secret;
    private final RestoredCopy copy;

    Gateway(
            NotificationText text,
            JsonMapper json,
            RestoredCopy copy,
            @Value("${akoma.notices.gateway.url:}") String url,
            @Value("${akoma.notices.gateway.secret:}") String secret) {
        if (!url.isEmpty() && secret.isEmpty())
            throw new IllegalStateException("akoma.notices.gateway.url needs akoma.notices.gateway.secret beside it");
        if (!url.isEmpty() && !url.startsWith("https://") && !url.startsWith("http://127.0.0.1:"))
            throw new IllegalStateException("akoma.notices.gateway.url must begin with https://");
        this.text = text;
        this.json = json;
        this.copy = copy;
        this.url = url;
        this.secret = secret;
    }

    @Override
    public String channel() {
        return GATEWAY;
    }

    @Override
    public boolean isReady() {
        return !url.isEmpty() && !copy.isOne();
    }

    @Override
    public Outcome send(OutgoingNotice notice) {
        if (!isReady()) return Outcome.TRY_AGAIN;
        try {
            int status = client.send(request(notice), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
            if (status / 100 == 2) return Outcome.SENT;
            return status == 400 || status == 404 || status == 410 || status == 422
                    ? Outcome.REFUSED
                    : Outcome.TRY_AGAIN;
        } catch (IOException e) { // perhaps taken: the key tells the gateway a repetition
            return Outcome.TRY_AGAIN;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Outcome.TRY_AGAIN;
        }
    }

    private HttpRequest request(OutgoingNotice notice) {
        String body = json.writeValueAsString(
                Map.of("id", notice.id(), "to", notice.to(), "language", notice.language(), "text", text.body(notice)));
        return HttpRequest.newBuilder(URI.create(url))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", notice.id().toString())
                .header("X-Akoma-Signature", "sha256=" + signature(body))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    private String signature(String body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java cannot compute HMAC-SHA256", e);
        }
    }
}
