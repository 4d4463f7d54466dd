// A finding of the doctor's.

export const mistake = (variable, check, message, remedy) => ({ level: 'mistake', variable, check, message, remedy });
export const warning = (variable, check, message, remedy) => ({ level: 'warning', variable, check, message, remedy });
