package io.tributary.gateway.audit;

/** Where an act is noted. It never delays or fails the act itself; what could not be noted is counted. */
public interface AuditTrail {

    void note(AuditEntry entry);
}
