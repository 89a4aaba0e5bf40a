package org.akoma.exchange.packages;

/** A package or receipt that is not taken, with the stable code of the reason: {@code packages.damaged}. */
final class PackageRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Reason reason;

    /** Why a file is not taken. Its text is {@code error.packages.…}. */
    enum Reason {
        /** Not in the format of age. */
        NO_PACKAGE,
        /** Encrypted to another key than this house's. */
        NOT_FOR_US,
        /** Changed since it was encrypted. */
        DAMAGED,
        TOO_LARGE,
        /** Members other than those of the format, more than one of a name, or none of one. */
        MEMBERS,
        SCHEMA,
        UNKNOWN_SIGNER,
        /** By a key of a partner that is lost, or known to others. */
        SIGNER_LOST,
        /** By a key of a partner that has ended. */
        SIGNER_OVER,
        SIGNATURE,
        /** For a key of this house that is lost, or known to others. */
        OWN_KEY_LOST,
        /** For a key of this house that was replaced too long ago. */
        OWN_KEY_OVER,
        /** Signed for another house, and encrypted anew for this one. */
        ADDRESS,
        /** For another structure of this house: its supervisors import it. */
        OTHER_STRUCTURE,
        CHECKSUM,
        EXPIRED,
        /** Made later than now: the packages that follow would be refused as older. */
        AHEAD,
        /** Each child in it was imported before. */
        REPLAY,
        /** The child came before of the same sender: whether it is updated is for the supervisor of the file to say. */
        AGAIN,
        /** The same, of a file that another person supervises. */
        AGAIN_NOT_YOURS,
        /** Made before the one that came last. */
        AGAIN_OLDER,
        /** The sender's code is that of a child of another sex here. */
        AGAIN_OTHER,
        /** The child came before, and its file was erased here: whether a new one is made is for a supervisor to say. */
        ERASED,
        /** By its sender, before it came. */
        CALLED_BACK,
        /** A receipt where a package is expected, or the other way round. */
        OTHER_KIND,
        /** The record of the child cannot be read, or the row is of another child. */
        CONTENT,
        UNKNOWN_PACKAGE,
        /** A receipt for a package that another person asked for, of a file that the reader does not lead. */
        NOT_YOURS,
        /** A receipt by another structure than the package was for. */
        OTHER_RECEIVER,
        RECEIPT_USED,
        /** A call-back of no package whose file the reader works on. */
        UNKNOWN_CALL_BACK,
        CALL_BACK_USED;

        /** {@code packages.not-for-us} */
        String code() {
            return "packages." + name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }
    }

    PackageRefused(Reason reason) {
        super(reason.name(), null, false, false);
        this.reason = reason;
    }

    Reason reason() {
        return reason;
    }

    String code() {
        return reason.code();
    }
}
