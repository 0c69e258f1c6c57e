package io.tributary.activation.privacy;

import java.util.List;

/** Receipts on their way: once a call returns they are stored and will be sent, in their order, at least once. */
public interface Receipts {

    void put(List<Receipt> receipts);
}
