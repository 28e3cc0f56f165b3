/// Grows here.
