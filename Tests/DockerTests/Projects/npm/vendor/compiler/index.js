export const compile = (text) => text.replace(/: string/g, '')
