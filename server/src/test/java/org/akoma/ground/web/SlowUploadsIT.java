package org.akoma.ground.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.akoma.HouseIT;
import org.akoma.Visit;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Three who send a byte now and then, or nothing more, hold the three desks where forms with a file come in; not for ever. */
class SlowUploadsIT extends HouseIT {

    /** On a busy machine, too. */
    private static final Duration SOON = Duration.ofSeconds(60);

    @Autowired
    private UploadLimit limit;

    @Test
    void aDeskIsFreeAgainWhenItsSenderIsSlowOrSilent() throws Exception {
        String worker = person(Role.CASE_WORKER, structure(Organisation.Kind.NGO));
        Visit visit = browser(worker);
        Visit other = browser(person(Role.CASE_WORKER, structure(Organisation.Kind.NGO)));
        List<Slow> all = List.of(new Slow(visit), new Slow(visit), new Slow(other));
        try {
            await(SOON, () -> limit.free() == 0);
            for (int n = 0; n < 5; n++) {
                for (Slow one : all) one.drip();
                Thread.sleep(50);
            }
            assertThat(limit.free()).as("a slow line is no offence").isZero();

            clock.moveTo(MORNING.plus(SlowUploads.GRACE).plusSeconds(30));
            all.get(0).drip();
            all.get(1).drip();
            assertThat(all.get(0).status()).contains(" 408");
            assertThat(all.get(1).status()).contains(" 408");
            // the last byte of the third may be read late, and be too slow as well
            await(SOON, () -> limit.free() >= 2);

            assertThat(all.get(2).status())
                    .as("silence, by the web server's own clock")
                    .contains(" 408");
            await(SOON, () -> limit.free() == 3);
        } finally {
            for (Slow one : all) one.socket.close();
        }
        assertThat(browser(worker)
                        .postFile("/cases/CI-000/attachments", "x.jpg", new byte[40 << 10])
                        .status())
                .as("whoever comes next is served")
                .isNotIn(408, 503);
        assertThat(limit.free()).isEqualTo(3);
    }

    /** A cookie that is no session's takes no desk, and one person not all of them. */
    @Test
    void strangersTakeNoDeskAndOnePersonTwoAtMost() throws Exception {
        Visit stranger = browser();
        stranger.cookies().put("akoma", "x");
        List<Slow> strangers = List.of(new Slow(stranger), new Slow(stranger), new Slow(stranger));
        for (Slow one : strangers) {
            assertThat(one.status()).contains(" 303");
            one.socket.close();
        }
        assertThat(limit.free()).isEqualTo(3);
        Visit visit = browser(person(Role.CASE_WORKER, structure(Organisation.Kind.NGO)));
        List<Slow> all = List.of(new Slow(visit), new Slow(visit));
        try {
            await(SOON, () -> limit.free() == 1);
            Slow third = new Slow(visit);
            assertThat(third.status()).contains(" 303");
            third.socket.close();
            assertThat(limit.free()).isEqualTo(1);
            Visit colleague = browser(person(Role.CASE_WORKER, structure(Organisation.Kind.NGO)));
            assertThat(colleague
                            .postFile("/cases/CI-000/attachments", "x.jpg", new byte[40 << 10])
                            .location())
                    .as("a colleague is served")
                    .isNotEqualTo("/cases/CI-000/attachments?busy");
        } finally {
            for (Slow one : all) one.socket.close();
        }
        await(SOON, () -> limit.free() == 3);
    }

    /** A form without a file holds no desk, but it has its time too: the line is cut, or told. */
    @Test
    void whatDripsWithoutAFileIsLeftAsWell() throws Exception {
        Visit visit = browser(person(Role.CASE_WORKER, structure(Organisation.Kind.NGO)));
        try (Socket socket = new Socket("localhost", port)) {
            socket.setSoTimeout(2_000); // shorter than the web server waits for somebody silent
            send(
                    socket,
                    "POST /sign-in HTTP/1.1\r\nHost: localhost\r\nCookie: " + cookies(visit)
                            + "\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 100000\r\n\r\nusername=");
            assertThat(afterTheGrace(socket)).matches("|HTTP/1.1 4.*");
        }
    }

    /** A busy server begins to read late, and counts from then: the grace passes again while it has not answered. */
    private String afterTheGrace(Socket socket) throws IOException {
        for (int tries = 1; ; tries++) {
            clock.moveTo(MORNING.plus(SlowUploads.GRACE.plusSeconds(30).multipliedBy(tries)));
            send(socket, "a");
            try {
                return firstLine(socket);
            } catch (SocketTimeoutException notYet) {
                assertThat(tries).as("in time").isLessThan(30);
            }
        }
    }

    private final class Slow {
        private final Socket socket = new Socket("localhost", port);

        Slow(Visit visit) throws IOException {
            socket.setSoTimeout(30_000);
            send(
                    socket,
                    "POST /cases/CI-000/attachments HTTP/1.1\r\nHost: localhost\r\nCookie: " + cookies(visit)
                            + "\r\nContent-Type: multipart/form-data; boundary=" + Visit.BOUNDARY
                            + "\r\nContent-Length: 1000000\r\n\r\n--" + Visit.BOUNDARY
                            + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"x\"\r\n\r\n");
        }

        void drip() throws IOException {
            send(socket, ".");
        }

        String status() throws IOException {
            return firstLine(socket);
        }
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
    }

    private static String firstLine(Socket socket) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int one = socket.getInputStream().read();
                one >= 0 && one != '\r';
                one = socket.getInputStream().read()) line.append((char) one);
        return line.toString();
    }

    private static String cookies(Visit visit) {
        return visit.cookies().entrySet().stream().map(Map.Entry::toString).collect(Collectors.joining("; "));
    }

    private static void await(Duration most, BooleanSupplier reached) throws InterruptedException {
        Instant end = Instant.now().plus(most);
        while (!reached.getAsBoolean()) {
            assertThat(Instant.now()).as("in time").isBefore(end);
            Thread.sleep(20);
        }
    }
}
