package org.akoma.exchange.packages;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.akoma.Command;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Role;
import org.akoma.ground.people.Provisioning;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * {@code ./akoma handover key|import|receipt}: this house's open half, a package that came, and a receipt that came back. An import acts as the first case
 * supervisor by code of the structure that the package is for, a receipt is read for the first data protection officer.
 */
@Configuration(proxyBeanMethods = false)
class HandoverCommands {

    @Bean
    Command handoverKey(HouseKeys house) {
        return new OwnKey(house);
    }

    @Bean
    Command handoverImport(ReceivedPackages received, Provisioning provisioning, MessageSource texts) {
        return new Import("handover import", false, received, provisioning, texts);
    }

    @Bean
    Command handoverImportOther(ReceivedPackages received, Provisioning provisioning, MessageSource texts) {
        return new Import("handover import-other", true, received, provisioning, texts);
    }

    @Bean
    Command handoverReceipt(PackageReceipts receipts, Provisioning provisioning, MessageSource texts) {
        return new Receipt(receipts, provisioning, texts);
    }

    private record OwnKey(HouseKeys house) implements Command {
        @Override
        public String name() {
            return "handover key";
        }

        @Override
        public int run(Order order) {
            PublicHalf open = house.key().open();
            order.out().println(open.text());
            order.out().println("fingerprint: " + open.fingerprint());
            return 0;
        }
    }

    private static byte[] read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(SealedFile.MOST_BYTES + 1);
        }
    }

    /** The code for programs, the sentence for people. */
    private static int refuse(Command.Order order, MessageSource texts, String code) {
        order.err().println(code + ": " + texts.getMessage("error." + code, null, code, Locale.ENGLISH));
        return 1;
    }

    private record Import(
            String name, boolean otherChild, ReceivedPackages received, Provisioning provisioning, MessageSource texts)
            implements Command {

        @Override
        public int run(Order order) {
            Path file = order.file().orElseThrow();
            try {
                byte[] bytes = read(file);
                Actor actor = importer(bytes);
                if (actor == null) {
                    order.err().println("Nobody there is a case supervisor yet: the file would belong to nobody.");
                    return 1;
                }
                return order.dryRun()
                        ? tell(order, received.show(actor, bytes), null, actor)
                        : tell(order, received.take(actor, bytes, otherChild), receiptOf(order, file), actor);
            } catch (IOException e) {
                order.err().println("Cannot read " + file + ", or write beside it: " + e.getMessage());
                return 1;
            }
        }

        /** The first supervisor by code: of the structure that the package names, or of all where it names none of this house. */
        private @Nullable Actor importer(byte[] bytes) {
            Actor first = provisioning.firstWith(Role.CASE_SUPERVISOR);
            if (first == null) return null;
            Optional<String> structure = received.addressee(first, bytes);
            return structure.isEmpty() ? first : provisioning.firstWith(Role.CASE_SUPERVISOR, structure.get());
        }

        private static Path receiptOf(Order order, Path file) {
            return order.request()
                    .map(Path::of)
                    .orElseGet(() -> file.resolveSibling(file.getFileName() + ".receipt.age"));
        }

        private int tell(Order order, ReceivedPackages.Result result, @Nullable Path receipt, Actor actor)
                throws IOException {
            return switch (result) {
                case ReceivedPackages.Result.Shown(ReceivedPackages.Contents contents) -> {
                    say(order, contents);
                    yield 0;
                }
                case ReceivedPackages.Result.Made(var _, String code, byte[] bytes) -> {
                    order.out()
                            .println(
                                    code + " is the file of the child. " + actor.code()
                                            + " follows it until it is assigned; it waits for the word of who supervises it that your structure answers for the child.");
                    if (receipt != null) write(order, receipt, bytes, code);
                    yield 0;
                }
                case ReceivedPackages.Result.MaybeKnown(var _, List<String> codes) -> {
                    refuse(order, texts, "packages.maybe-known");
                    codes.forEach(order.err()::println);
                    order.err()
                            .println(
                                    "Nothing was made. Compare, and if it is another child run the command again with --other-child.");
                    yield 1;
                }
                case ReceivedPackages.Result.Refused(String code) -> refuse(order, texts, code);
                case ReceivedPackages.Result.Forbidden() -> {
                    order.err().println(actor.code() + " may not import files.");
                    yield 1;
                }
            };
        }

        private static void write(Order order, Path receipt, byte[] bytes, String code) throws IOException {
            try {
                Files.write(receipt, bytes, StandardOpenOption.CREATE_NEW);
                order.out().println("Send the receipt back: " + receipt);
            } catch (FileAlreadyExistsException there) {
                order.err()
                        .println("The receipt was not written, because " + receipt
                                + " is there. Take it from the page of the file " + code + ".");
            }
        }

        private static void say(Order order, ReceivedPackages.Contents held) {
            order.out().println("package      " + held.id());
            order.out().println("from         " + held.from() + " (key " + held.fingerprint() + ")");
            order.out().println("purpose      " + held.purpose() + (held.minimum() ? ", the minimum only" : ""));
            order.out().println("made         " + held.madeAt() + ", expires " + held.expiresAt());
            order.out()
                    .println("child        " + held.sentAs() + ", " + held.sex()
                            + (held.age() == null ? "" : ", " + held.age() + " years at rescue") + ", lives in "
                            + held.country());
            held.parts().forEach((part, count) -> order.out().println("             " + part + ": " + count));
        }
    }

    private record Receipt(PackageReceipts receipts, Provisioning provisioning, MessageSource texts)
            implements Command {
        @Override
        public String name() {
            return "handover receipt";
        }

        @Override
        public int run(Order order) {
            Actor actor = provisioning.firstWith(Role.DATA_PROTECTION_OFFICER);
            if (actor == null) {
                order.err().println("Nobody in this house is a data protection officer yet.");
                return 1;
            }
            Path file = order.file().orElseThrow();
            try {
                return switch (receipts.read(actor, HandoverCommands.read(file))) {
                    case PackageReceipts.Result.Read(SentPackage answered) -> {
                        SentPackage.Receipt said = java.util.Objects.requireNonNull(answered.receipt());
                        order.out()
                                .println("Package " + answered.id() + " arrived at " + answered.to() + " at "
                                        + said.at() + "; the child's file there is " + said.as() + ".");
                        yield 0;
                    }
                    case PackageReceipts.Result.Refused(String code) -> refuse(order, texts, code);
                    case PackageReceipts.Result.Forbidden() -> refuse(order, texts, "packages.unknown-package");
                };
            } catch (IOException e) {
                order.err().println("Cannot read " + file + ": " + e.getMessage());
                return 1;
            }
        }
    }
}
